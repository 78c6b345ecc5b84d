package dev.hamlet.common.experiment;

/**
 * The agent hands a lease back, as it stops or cannot go on.
 *
 * @param lease the lease
 * @param reason one sentence
 */
public record LeaseReturn(LeaseRef lease, String reason) implements AgentReport {}
