package dev.hamlet.agent.simulation.link;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.KeepAlive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The state of one agent's link: open, slow, silent or cut. Of two faults at once the later one
 * decides when the link is whole again.
 *
 * <p>Threads: any.
 */
public final class LinkFaults {

  /** A connection that is silent for so long is given up. */
  static final Duration GIVEN_UP_AFTER = KeepAlive.ASK_AFTER.plus(KeepAlive.GIVE_UP_AFTER);

  private final ScheduledExecutorService timer;
  private final MonotonicClock clock;
  private final Set<HeldCall<?, ?>> calls = new HashSet<>();
  private LinkState state = LinkState.OPEN;
  private long delayNs;
  private double nsPerByte;
  private long faults;

  /**
   * A link without faults.
   *
   * @param timer of one thread; lets held messages go
   */
  public LinkFaults(ScheduledExecutorService timer, MonotonicClock clock) {
    this.timer = timer;
    this.clock = clock;
  }

  /** Nothing passes for a while, then all that waited; after a long while the calls fail. */
  public void silence(Duration duration) {
    boolean givenUp = duration.compareTo(GIVEN_UP_AFTER) >= 0;
    long fault = begin(LinkState.SILENT);
    if (givenUp) {
      later(GIVEN_UP_AFTER, () -> fail(fault, "nothing was heard for 20 s"));
    }
    later(duration, () -> heal(fault));
  }

  /** All calls fail at once, and new ones do for a while. */
  public void cut(Duration duration) {
    long fault = begin(LinkState.CUT);
    fail(fault, "the link was cut");
    later(duration, () -> heal(fault));
  }

  /** For good: whoever used the link is dead. */
  public void cutForGood() {
    fail(begin(LinkState.CUT), "the agent is dead");
  }

  /**
   * Every message comes late for a while.
   *
   * @param bytesPerSecond how many pass; infinite for as many as come
   */
  public void slow(Duration duration, Duration delay, double bytesPerSecond) {
    long fault;
    synchronized (this) {
      fault = begin(LinkState.OPEN);
      delayNs = delay.toNanos();
      nsPerByte = 1e9 / bytesPerSecond;
    }
    later(duration, () -> heal(fault));
  }

  synchronized LinkState state() {
    return state;
  }

  /** Whether messages pass as if there were no faults. */
  synchronized boolean isWhole() {
    return state == LinkState.OPEN && delayNs == 0 && nsPerByte == 0;
  }

  /** How long a message of a size is on its way, in ns, after the one before it. */
  synchronized long transferNs(int bytes) {
    return Math.round(bytes * nsPerByte);
  }

  synchronized long delayNs() {
    return delayNs;
  }

  long nowNs() {
    return clock.monotonicNs();
  }

  void later(long delayNs, Runnable action) {
    ScheduledFuture<?> unused = timer.schedule(action, delayNs, TimeUnit.NANOSECONDS);
  }

  synchronized void opened(HeldCall<?, ?> call) {
    calls.add(call);
  }

  synchronized void closed(HeldCall<?, ?> call) {
    calls.remove(call);
  }

  private void later(Duration delay, Runnable action) {
    later(delay.toNanos(), action);
  }

  private synchronized long begin(LinkState begun) {
    state = begun;
    delayNs = 0;
    nsPerByte = 0;
    return ++faults;
  }

  private void fail(long fault, String reason) {
    List<HeldCall<?, ?>> open;
    synchronized (this) {
      if (fault != faults) {
        return;
      }
      open = new ArrayList<>(calls);
      calls.clear();
    }
    open.forEach(call -> call.fail(reason));
  }

  private void heal(long fault) {
    List<HeldCall<?, ?>> open;
    synchronized (this) {
      if (fault != faults) {
        return;
      }
      var unused = begin(LinkState.OPEN);
      open = new ArrayList<>(calls);
    }
    open.forEach(HeldCall::flush);
  }
}
