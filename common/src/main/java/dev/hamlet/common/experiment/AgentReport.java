package dev.hamlet.common.experiment;

/**
 * What an agent did under a lease. Sent until it is acknowledged, so the receiver may see one
 * twice: the number that the agent's session gave it makes it idempotent.
 */
public sealed interface AgentReport
    permits TrialReport, EvaluationReport, RoundReport, LeaseReturn {

  /** The lease it was done under. */
  LeaseRef lease();
}
