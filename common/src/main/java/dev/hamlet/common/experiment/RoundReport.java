package dev.hamlet.common.experiment;

/**
 * A round is finished: every trial of it has been reported before this.
 *
 * @param lease the lease
 * @param round the round
 */
public record RoundReport(LeaseRef lease, int round) implements AgentReport {}
