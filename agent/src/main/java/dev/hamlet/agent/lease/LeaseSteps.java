package dev.hamlet.agent.lease;

import dev.hamlet.agent.lease.LeaseWork.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works on one lease after the other without a thread of its own: whoever drives it calls again
 * when the desk has something new. Does exactly the work of {@link LeaseRunner}.
 *
 * <p>Threads: one at a time.
 */
public final class LeaseSteps {

  private final LeaseDesk desk;
  private final LeaseTools tools;
  private @Nullable OpenLease inHand;
  private @Nullable LeaseWork work;

  /** Work that takes its leases from a desk. */
  public LeaseSteps(LeaseDesk desk, LeaseTools tools) {
    this.desk = desk;
    this.tools = tools;
  }

  /**
   * Does one step: begins a lease, or evaluates one artifact, or makes one visit.
   *
   * @return false if nothing can be done before the desk has something new
   * @throws InterruptedException if the thread was interrupted; the lease is handed back then
   */
  public boolean step() throws InterruptedException {
    if (work == null && !takeLease()) {
      return false;
    }
    try {
      Step step = work == null ? Step.OVER : work.next();
      if (step == Step.OVER) {
        finished();
      }
      return step != Step.WAITS;
    } catch (InterruptedException e) {
      if (inHand != null) {
        LeaseWork.handBackAsTheAgentStops(tools, inHand);
      }
      finished();
      throw e;
    }
  }

  private boolean takeLease() {
    Optional<OpenLease> lease = desk.takeLease();
    inHand = lease.orElse(null);
    work = lease.map(open -> new LeaseWork(desk, tools, open)).orElse(null);
    return lease.isPresent();
  }

  private void finished() {
    if (inHand != null) {
      desk.finished(inHand);
    }
    inHand = null;
    work = null;
  }
}
