package dev.hamlet.benchmarks.supervised;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.suspend.SuspendedTime;

/**
 * The two times of a board that sleeps once: its monotonic clock, which stands still meanwhile, and
 * the time that really passes. They are the same until it sleeps.
 *
 * @param device the monotonic clock
 * @param sleepsAtNs when it falls asleep
 * @param sleepNs for how long; 0 if it does not
 */
record BoardTimes(MonotonicClock device, long sleepsAtNs, long sleepNs)
    implements MonotonicClock, SuspendedTime {

  /** What has really passed: the time of the board's physics. */
  @Override
  public long monotonicNs() {
    return passedNs(device.monotonicNs());
  }

  /** The same for a stamp of the monotonic clock. */
  long passedNs(long deviceNs) {
    return deviceNs < sleepsAtNs ? deviceNs : deviceNs + sleepNs;
  }

  @Override
  public long suspendedNs() {
    return monotonicNs() - device.monotonicNs();
  }
}
