package dev.hamlet.agent.simulation;

import dev.hamlet.agent.lease.LeaseDesk;
import dev.hamlet.agent.uplink.WorkOrders;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import java.util.List;

/** Lays orders on a desk and wakes whoever works them off. */
final class WakingOrders implements WorkOrders {

  private final LeaseDesk desk;
  private final Runnable wake;

  WakingOrders(LeaseDesk desk, Runnable wake) {
    this.desk = desk;
    this.wake = wake;
  }

  @Override
  public void granted(LeaseGrant grant) {
    desk.granted(grant);
    wake.run();
  }

  @Override
  public void round(RoundGrant round) {
    desk.round(round);
    wake.run();
  }

  @Override
  public void ended(LeaseEnd end) {
    desk.ended(end);
    wake.run();
  }

  @Override
  public void lapsed(LeaseRef lease) {
    desk.lapsed(lease);
    wake.run();
  }

  /** A simulated board's sensor is known exactly: there is nothing to find out. */
  @Override
  public boolean ordered(BoardOrder order) {
    return false;
  }

  @Override
  public List<LeaseRef> leases() {
    return desk.leases();
  }
}
