package dev.hamlet.agent.metercost;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.SystemClock;
import java.util.List;

/** Draws 0.1 W more while it was read less than 60 ms ago. */
final class ThirstySensor implements Sensor {

  private final SystemClock clock = new SystemClock();
  private volatile long lastNs = Long.MIN_VALUE / 2;
  private volatile boolean closed;

  boolean closed() {
    return closed;
  }

  @Override
  public SensorGroup group() {
    return new SensorGroup(
        "s",
        "power",
        "fake",
        true,
        1_000,
        0,
        0,
        0,
        List.of(
            new Rail("VDD_IN", RailScope.SUPPLY, 0.01),
            new Rail("VDD_GPU", RailScope.COMPONENT, 0.5)));
  }

  @Override
  public List<ColumnSpec> columns() {
    return List.of(ColumnSpec.milliwatts("VDD_IN"), ColumnSpec.milliwatts("VDD_GPU"));
  }

  @Override
  public ReadOutcome read(long[] into) {
    long nowNs = clock.monotonicNs();
    into[0] = nowNs - lastNs < 60_000_000 ? 3_100 : 3_000;
    into[1] = 7;
    lastNs = nowNs;
    return ReadOutcome.OK;
  }

  @Override
  public void close() {
    closed = true;
  }
}
