package dev.hamlet.common.experiment;

/**
 * The coordinator takes a lease back.
 *
 * @param lease the lease
 * @param reason one sentence
 * @param abort true: stop at once; false: finish the round in hand
 */
public record LeaseEnd(LeaseRef lease, String reason, boolean abort) {}
