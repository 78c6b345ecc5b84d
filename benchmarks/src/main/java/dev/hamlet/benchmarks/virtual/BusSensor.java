package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sensor behind a bus: reading takes virtual time, and the values are those of the middle of the
 * read. Now and then another user of the bus comes in between.
 */
public final class BusSensor implements Sensor {

  private static final double SHARE_OF_LONG_READS = 0.001;
  private static final double LONG_READ_NS = 2e6;
  private static final double JITTER = 0.05;

  private final Sensor sensor;
  private final VirtualClock clock;
  private final double costNs;
  private final SplittableRandom random;

  /**
   * A sensor behind a bus.
   *
   * @param costNs bus time of a read
   */
  public BusSensor(Sensor sensor, VirtualClock clock, long costNs, SplittableRandom random) {
    this.sensor = sensor;
    this.clock = clock;
    this.costNs = costNs;
    this.random = random;
  }

  @Override
  public SensorGroup group() {
    return sensor.group();
  }

  @Override
  public List<ColumnSpec> columns() {
    return sensor.columns();
  }

  @Override
  public ReadOutcome read(long[] into) {
    double draw = random.nextDouble();
    double takesNs = costNs * (1 + JITTER * draw);
    if (draw < SHARE_OF_LONG_READS) {
      takesNs += LONG_READ_NS * random.nextDouble();
    }
    long halfNs = (long) (takesNs / 2);
    clock.advance(halfNs);
    ReadOutcome outcome = sensor.read(into);
    clock.advance(halfNs);
    return outcome;
  }

  @Override
  public void close() {
    sensor.close();
  }
}
