package dev.hamlet.agent.trial;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.foreign.ForeignLoad;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.common.time.suspend.SuspendedTime;

/**
 * Where trials take place; the same for every trial of an agent.
 *
 * @param board the board
 * @param lock the host lock
 * @param clock the device's clock
 * @param waiter waits on that clock
 * @param foreign measures what others use of the CPUs
 * @param polling looks at the board beside the trial
 * @param suspended how long the host was suspended; a trial during which that grows is invalid
 */
public record TrialSite(
    Board board,
    HostLock lock,
    MonotonicClock clock,
    Waiter waiter,
    ForeignLoad foreign,
    Polling polling,
    SuspendedTime suspended) {

  /** A host that is never suspended. */
  public TrialSite(
      Board board,
      HostLock lock,
      MonotonicClock clock,
      Waiter waiter,
      ForeignLoad foreign,
      Polling polling) {
    this(board, lock, clock, waiter, foreign, polling, SuspendedTime.NONE);
  }
}
