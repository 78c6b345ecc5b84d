package dev.hamlet.agent.sampling;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.MonotonicClock;

/**
 * One sample per deadline, against absolute deadlines that are one period apart.
 *
 * <p>A sample is stamped with the middle of its read. A step that comes a whole period or more
 * after its deadline skips the deadlines that a later one has overtaken and counts them as missed;
 * they are never made up for. A read that begins more than half a period after its deadline counts
 * as late.
 *
 * <p>Identity: {@code due = taken + missed + sensorFailed + notReady}, and {@code taken = in the
 * ring + drained from it + ringFull}.
 *
 * <p>A cycle that was told to rest comes by now and then, reads nothing, and nothing is due.
 *
 * <p>Threads: {@link #step} on one thread, where it neither allocates nor locks nor logs; the rest
 * on any.
 */
public final class SamplingCycle implements DutyCycle {

  private static final long REST_NS = 20_000_000;

  private final Sensor sensor;
  private final MonotonicClock clock;
  private final long periodNs;
  private final OneToOneSampleRing ring;
  private final LatenessListener lateness;
  private final long[] values;
  private final OneToManyTally tally = new OneToManyTally();
  private volatile boolean restWanted;
  private volatile boolean resting;
  private long deadlineNs;

  /**
   * A cycle whose first deadline is one period from now.
   *
   * @param periodNs distance of deadlines in ns
   * @param ring takes the samples; as many columns as the sensor
   */
  public SamplingCycle(
      Sensor sensor,
      MonotonicClock clock,
      long periodNs,
      OneToOneSampleRing ring,
      LatenessListener lateness) {
    this.sensor = sensor;
    this.clock = clock;
    this.periodNs = periodNs;
    this.ring = ring;
    this.lateness = lateness;
    this.values = new long[sensor.columns().size()];
    this.deadlineNs = clock.monotonicNs() + periodNs;
  }

  @Override
  public long nextDeadlineNs() {
    return deadlineNs;
  }

  @Override
  public void step() {
    resting = restWanted;
    if (resting) {
      deadlineNs = clock.monotonicNs() + REST_NS;
      return;
    }
    long beginNs = clock.monotonicNs();
    lateness.onRead(beginNs - deadlineNs);
    skipOvertaken(beginNs);
    boolean late = beginNs - deadlineNs > periodNs / 2;
    deadlineNs += periodNs;
    switch (readCounted()) {
      case OK -> keep(beginNs, late);
      case NOT_READY -> tally.notReady();
      case FAILED -> tally.sensorFailed();
    }
  }

  /** From one of the next steps on, or no longer, the sensor is left alone. */
  public void rest(boolean wanted) {
    restWanted = wanted;
  }

  /** Whether the sensor is left alone. */
  public boolean resting() {
    return resting;
  }

  /** What became of the deadlines so far; a consistent snapshot, from any thread. */
  public SamplingCounters counters() {
    return tally.snapshot();
  }

  private void skipOvertaken(long beginNs) {
    long overtaken = (beginNs - deadlineNs) / periodNs;
    if (overtaken > 0) {
      tally.missed(overtaken);
      deadlineNs += overtaken * periodNs;
    }
  }

  /** A sensor that breaks its contract and throws is booked as failed before the loop sees it. */
  private ReadOutcome readCounted() {
    try {
      return sensor.read(values);
    } catch (RuntimeException e) {
      tally.sensorFailed();
      throw e;
    }
  }

  private void keep(long beginNs, boolean late) {
    long halfWidthNs = (clock.monotonicNs() - beginNs) / 2;
    int bounded = (int) Math.min(halfWidthNs, Integer.MAX_VALUE);
    tally.taken(late, !ring.offer(beginNs + halfWidthNs, bounded, values));
  }
}
