package dev.hamlet.agent.lease;

import dev.hamlet.agent.uplink.WorkOrders;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.time.MonotonicClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the link lays down what the coordinator grants and takes back, and the lease thread takes
 * it up: at most one lease in hand and one that waits, or an order.
 *
 * <p>Threads: the link's thread lays down, the lease thread takes up; neither waits for the other
 * but the lease thread for work.
 */
public final class LeaseDesk implements WorkOrders {

  private @Nullable OpenLease inHand;
  private @Nullable OpenLease next;
  private @Nullable BoardOrder order;
  private boolean atOrder;
  private boolean stopping;
  private boolean endsSoon;

  /** A grant that is not newer than what is on the desk is a repetition and changes nothing. */
  @Override
  public synchronized void granted(LeaseGrant grant) {
    long newestToken = open().mapToLong(lease -> lease.ref().fencingToken()).max().orElse(0);
    if (grant.lease().fencingToken() <= newestToken) {
      return;
    }
    if (inHand != null) {
      inHand.abort();
    }
    next = new OpenLease(grant);
    notifyAll();
  }

  @Override
  public synchronized void round(RoundGrant round) {
    open().filter(lease -> lease.ref().equals(round.lease())).forEach(lease -> lease.add(round));
    notifyAll();
  }

  @Override
  public synchronized void ended(LeaseEnd end) {
    open()
        .filter(lease -> lease.ref().equals(end.lease()))
        .forEach(lease -> lease.end(end.abort()));
    notifyAll();
  }

  @Override
  public synchronized void lapsed(LeaseRef lease) {
    open().filter(open -> open.ref().equals(lease)).forEach(OpenLease::abort);
    notifyAll();
  }

  @Override
  public synchronized boolean ordered(BoardOrder newOrder) {
    if (stopping || endsSoon || atOrder || order != null || open().findAny().isPresent()) {
      return false;
    }
    order = newOrder;
    notifyAll();
    return true;
  }

  @Override
  public synchronized List<LeaseRef> leases() {
    return open().filter(lease -> !lease.aborted()).map(OpenLease::ref).toList();
  }

  /** No more work: whatever is in hand is aborted, and nobody waits any longer. */
  public synchronized void stop() {
    stopping = true;
    open().forEach(OpenLease::abort);
    notifyAll();
  }

  /**
   * No new visit, evaluation or order: what is in hand may end, then its lease goes back, as does
   * every lease that still comes.
   */
  public synchronized void stopSoon() {
    endsSoon = true;
    notifyAll();
  }

  /**
   * Waits until nothing is in hand, after {@link #stopSoon}.
   *
   * @return whether that is so, after at most that long
   */
  public synchronized boolean awaitIdle(Duration atMost, MonotonicClock clock)
      throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + atMost.toNanos();
    for (long leftNs = atMost.toNanos(); busy() && leftNs > 0; ) {
      wait(leftNs / 1_000_000 + 1);
      leftNs = deadlineNs - clock.monotonicNs();
    }
    return !busy();
  }

  private boolean busy() {
    return !stopping && (atOrder || open().findAny().isPresent());
  }

  /** Whether no more work is begun. */
  public synchronized boolean endsSoon() {
    return endsSoon;
  }

  /** Waits for a lease or an order; false once the desk stops. */
  synchronized boolean awaitWork() throws InterruptedException {
    atOrder = false;
    notifyAll();
    while (next == null && order == null && !stopping) {
      wait();
    }
    return !stopping;
  }

  /** The order to do, until the next {@link #awaitWork}; empty if there is none. */
  synchronized Optional<BoardOrder> takeOrder() {
    Optional<BoardOrder> taken = Optional.ofNullable(order);
    order = null;
    atOrder = taken.isPresent();
    return taken;
  }

  /** The next lease to work on, now in hand; empty if there is none or the desk stops. */
  synchronized Optional<OpenLease> takeLease() {
    if (stopping) {
      return Optional.empty();
    }
    inHand = next;
    next = null;
    return Optional.ofNullable(inHand);
  }

  /** Waits for a round of the lease in hand, or until no more will come. */
  synchronized void awaitRound(OpenLease lease) throws InterruptedException {
    while (!lease.hasRound() && !lease.over() && !endsSoon) {
      wait();
    }
  }

  /** The next round of the lease in hand; empty if there is none by now. */
  synchronized Optional<RoundGrant> takeRound(OpenLease lease) {
    return lease.takeRound();
  }

  /** Whether no more rounds of the lease in hand will come. */
  synchronized boolean over(OpenLease lease) {
    return lease.over() && !lease.hasRound();
  }

  /** The lease in hand is done with. */
  synchronized void finished(OpenLease lease) {
    lease.abort();
    if (inHand == lease) {
      inHand = null;
    }
    notifyAll();
  }

  /** Whether the agent stops. */
  synchronized boolean stopping() {
    return stopping;
  }

  private Stream<OpenLease> open() {
    List<OpenLease> leases = new ArrayList<>(2);
    if (inHand != null) {
      leases.add(inHand);
    }
    if (next != null) {
      leases.add(next);
    }
    return leases.stream();
  }
}
