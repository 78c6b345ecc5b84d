package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import java.util.List;

/**
 * The way back to an agent. What is sent on a link that is down is lost without an error: the agent
 * connects again, says what it still works on, and is sent the rest once more.
 *
 * <p>Nothing here waits. What can pile up is bounded by what was granted and by one answer per
 * message of the agent.
 *
 * <p>Threads: the event loop only.
 */
public interface AgentLink {

  /** Accepts the agent. */
  void welcome();

  /** Answers a heartbeat; {@code lapsed} are the leases it named in vain. */
  void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsed);

  /** Gives a lease. */
  void grant(LeaseGrant lease);

  /** Gives a round. */
  void grant(RoundGrant round);

  /** Takes a lease back. */
  void end(LeaseEnd end);

  /** Has the board's sensor calibrated; an agent of an earlier version does not answer. */
  void calibrate(CalibrationOrder order);

  /** Has the agent find out what measuring costs; one of an earlier version does not answer. */
  void meter(MeterCostOrder order);

  /** The report is durable. */
  void acknowledge(long reportNumber);

  /** The report is refused for good, for the reason given. */
  void refuse(long reportNumber, String reason);

  /** Closes the stream with a status that names the failure. */
  void close(HamletException reason);

  /** Closes the stream as the agent did. */
  void complete();
}
