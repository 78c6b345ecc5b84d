package dev.hamlet.agent.sensor.calibration;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.calibration.StepFit;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.Waiter;
import java.util.Arrays;
import java.util.List;

/**
 * Idle, busy for some seconds, idle: reads the sensor all the while and fits its response.
 *
 * <p>Nobody else may read the sensor or load the board meanwhile.
 */
public final class StepCalibration {

  private static final long PERIOD_NS = 1_000_000;

  private final Sensor sensor;
  private final MonotonicClock clock;
  private final Waiter waiter;

  /** Of one sensor, on the calling thread. */
  public StepCalibration(Sensor sensor, MonotonicClock clock, Waiter waiter) {
    this.sensor = sensor;
    this.clock = clock;
    this.waiter = waiter;
  }

  /**
   * Runs the step.
   *
   * @throws HamletException PRECONDITION if no time constant follows from it
   */
  public StepFit run(StepLoad load, StepTimes times) throws InterruptedException {
    int capacity =
        Math.toIntExact((times.idleNs() + times.busyNs() + times.tailNs()) / PERIOD_NS + 10);
    Recording recording = new Recording(sensor, capacity);
    long lagNs = sensor.group().lagNs();
    recording.until(clock.monotonicNs() + times.idleNs() + lagNs);
    long busyFromNs = clock.monotonicNs();
    StepLoad.Running running = load.begin();
    try {
      recording.until(busyFromNs + times.busyNs());
    } finally {
      running.close();
    }
    long busyToNs = clock.monotonicNs();
    recording.until(busyToNs + times.tailNs() + lagNs);
    return fit(List.of(recording.batch()), sensor.group(), new TimeInterval(busyFromNs, busyToNs));
  }

  /**
   * The fit to samples that somebody took: before the load, under it and after it.
   *
   * @param busy when the load was on
   * @throws HamletException PRECONDITION if no time constant follows from it
   */
  public static StepFit fit(List<SampleBatch> batches, SensorGroup group, TimeInterval busy) {
    Rail rail = rail(group);
    PowerSeries series = PowerSeries.of(batches, group, List.of(rail.name()));
    return StepFit.of(series, busy, roundNs(group), rail.resolutionWatts());
  }

  /** A supply shows every load; without one any rail must do. */
  private static Rail rail(SensorGroup group) {
    return group.rails().stream()
        .filter(rail -> rail.scope() == RailScope.SUPPLY)
        .findFirst()
        .or(() -> group.rails().stream().findFirst())
        .orElseThrow();
  }

  private static long roundNs(SensorGroup group) {
    return group.refreshRateHz() > 0 ? Math.round(1e9 / group.refreshRateHz()) : 0;
  }

  /** Reads at a steady pace into columns. */
  private final class Recording {

    private final Sensor source;
    private final long[] stamps;
    private final int[] halfWidths;
    private final long[][] values;
    private final long[] latest;
    private int size;

    Recording(Sensor source, int capacity) {
      this.source = source;
      this.stamps = new long[capacity];
      this.halfWidths = new int[capacity];
      this.values = new long[source.columns().size()][capacity];
      this.latest = new long[values.length];
    }

    void until(long endNs) throws InterruptedException {
      for (long dueNs = clock.monotonicNs(); dueNs < endNs; dueNs += PERIOD_NS) {
        waiter.waitUntil(dueNs);
        read();
      }
    }

    private void read() {
      long beginNs = clock.monotonicNs();
      ReadOutcome outcome = source.read(latest);
      long endNs = clock.monotonicNs();
      if (outcome == ReadOutcome.OK && size < stamps.length) {
        stamps[size] = beginNs + (endNs - beginNs) / 2;
        halfWidths[size] = (int) ((endNs - beginNs) / 2);
        for (int column = 0; column < values.length; column++) {
          values[column][size] = latest[column];
        }
        size++;
      }
    }

    SampleBatch batch() {
      long[][] columns =
          Arrays.stream(values).map(column -> Arrays.copyOf(column, size)).toArray(long[][]::new);
      return new SampleBatch(
          source.group().sensor(),
          source.group().group(),
          source.columns(),
          Arrays.copyOf(stamps, size),
          Arrays.copyOf(halfWidths, size),
          columns,
          SamplingCounters.NONE);
    }
  }
}
