package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.twin.board.ForetoldActivity;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A step of the load in virtual time: idle, busy, idle.
 *
 * @param series power as sampled, without its lag
 * @param busy when the load was on
 * @param group the sensor group
 */
public record VirtualStep(PowerSeries series, TimeInterval busy, SensorGroup group) {

  private static final long START_NS = 3_000_000_000_000L;
  private static final long IDLE_NS = 3_000_000_000L;
  private static final long BUSY_NS = 3_000_000_000L;
  private static final long LONGEST_PAUSE_NS = 20_000_000;

  /**
   * Runs one step on a board with all of its errors.
   *
   * @param levelMilli busy threads x 1000
   */
  public static VirtualStep run(Scenario scenario, long seed, int levelMilli) {
    SplittableRandom random = new SplittableRandom(seed);
    VirtualClock clock = new VirtualClock(START_NS);
    ForetoldActivity activity = new ForetoldActivity();
    TwinDevice device =
        TwinDevice.of(Boards.settings(scenario, random.nextLong(), true), activity, clock);
    BusSensor sensor =
        new BusSensor(device.sensor(), clock, scenario.sensor().readNs(), random.split());
    VirtualSampling sampling =
        new VirtualSampling(sensor, clock, SamplingSettings.DEFAULT.periodNs(), random.split());
    sampling.until(START_NS + IDLE_NS + random.nextLong(LONGEST_PAUSE_NS));
    long onNs = clock.monotonicNs();
    long offNs = onNs + BUSY_NS + random.nextLong(LONGEST_PAUSE_NS);
    activity.edge(onNs, levelMilli);
    activity.edge(offNs, 0);
    sampling.until(offNs + IDLE_NS);
    SensorGroup group = device.sensor().group();
    PowerSeries series =
        PowerSeries.of(
            List.of(sampling.batch()), group, group.rails().stream().map(Rail::name).toList());
    return new VirtualStep(series, new TimeInterval(onNs, offNs), group);
  }
}
