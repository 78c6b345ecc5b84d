package dev.hamlet.common.experiment;

/**
 * Names a lease and proves it.
 *
 * @param leaseId the lease
 * @param fencingToken grows with every lease ever given; who shows an older one than the current is
 *     refused
 */
public record LeaseRef(String leaseId, long fencingToken) {}
