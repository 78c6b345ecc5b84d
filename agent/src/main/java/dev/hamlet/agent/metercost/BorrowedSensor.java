package dev.hamlet.agent.metercost;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/** A sensor whose owner keeps it open: sampling sessions close theirs. */
record BorrowedSensor(Sensor sensor) implements Sensor {

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
    return sensor.read(into);
  }

  @Override
  public void close() {
    // its owner closes it
  }
}
