package dev.hamlet.agent.trial;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A host lock that another agent keeps for as long as a test says. */
public final class FakeHostLock implements HostLock {

  private final ManualClock clock;
  private final Deque<Long> waitsNs = new ArrayDeque<>();
  private final List<Long> heldFromNs = new ArrayList<>();
  private final List<Long> heldToNs = new ArrayList<>();

  /** A free lock. */
  public FakeHostLock(ManualClock clock) {
    this.clock = clock;
  }

  /** The next acquisitions wait so long, one after the other; those after them not at all. */
  public void keepFor(long... nextWaitsNs) {
    for (long waitNs : nextWaitsNs) {
      waitsNs.add(waitNs);
    }
  }

  @Override
  public Hold acquire(long deadlineNs, Abort abort) {
    abort.check();
    Long waitNs = waitsNs.poll();
    clock.advanceNs(waitNs == null ? 0 : waitNs);
    if (clock.monotonicNs() > deadlineNs) {
      throw new HamletException(ErrorCode.UNAVAILABLE, "the lock was kept for too long");
    }
    heldFromNs.add(clock.monotonicNs());
    return this::release;
  }

  private void release() {
    heldToNs.add(clock.monotonicNs());
  }

  /** Whether it is held now. */
  public boolean held() {
    return heldFromNs.size() > heldToNs.size();
  }

  /** When it was obtained, each time. */
  public List<Long> heldFromNs() {
    return List.copyOf(heldFromNs);
  }

  /** When it was given back, each time. */
  public List<Long> heldToNs() {
    return List.copyOf(heldToNs);
  }
}
