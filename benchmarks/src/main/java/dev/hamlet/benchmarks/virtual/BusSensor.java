package dev.hamlet.benchmarks.virtual;

import dev.hamlet.agent.sensor.ForwardingSensor;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import java.util.SplittableRandom;

/**
 * A sensor behind a bus: reading takes virtual time, and the values are those of the middle of the
 * read. Now and then another user of the bus comes in between.
 */
public final class BusSensor extends ForwardingSensor {

  private static final double SHARE_OF_LONG_READS = 0.001;
  private static final double LONG_READ_NS = 2e6;
  private static final double JITTER = 0.05;

  private final VirtualClock clock;
  private final double costNs;
  private final SplittableRandom random;

  /**
   * A sensor behind a bus.
   *
   * @param costNs bus time of a read
   */
  public BusSensor(Sensor sensor, VirtualClock clock, long costNs, SplittableRandom random) {
    super(sensor);
    this.clock = clock;
    this.costNs = costNs;
    this.random = random;
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
    ReadOutcome outcome = super.read(into);
    clock.advance(halfNs);
    return outcome;
  }
}
