package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentLink;
import java.util.List;

/** The way back to an agent: each message waits until what led to it is durable. Loop only. */
record CommittedLink(AgentLink link, AfterCommit afterCommit) implements AgentLink {

  @Override
  public void welcome() {
    afterCommit.run(link::welcome);
  }

  @Override
  public void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsed) {
    afterCommit.run(() -> link.answer(heartbeat, lapsed));
  }

  @Override
  public void grant(LeaseGrant lease) {
    afterCommit.run(() -> link.grant(lease));
  }

  @Override
  public void grant(RoundGrant round) {
    afterCommit.run(() -> link.grant(round));
  }

  @Override
  public void end(LeaseEnd end) {
    afterCommit.run(() -> link.end(end));
  }

  @Override
  public void calibrate(CalibrationOrder order) {
    afterCommit.run(() -> link.calibrate(order));
  }

  @Override
  public void meter(MeterCostOrder order) {
    afterCommit.run(() -> link.meter(order));
  }

  @Override
  public void acknowledge(long reportNumber) {
    afterCommit.run(() -> link.acknowledge(reportNumber));
  }

  @Override
  public void refuse(long reportNumber, String reason) {
    afterCommit.run(() -> link.refuse(reportNumber, reason));
  }

  @Override
  public void close(HamletException reason) {
    afterCommit.run(() -> link.close(reason));
  }

  @Override
  public void complete() {
    afterCommit.run(link::complete);
  }
}
