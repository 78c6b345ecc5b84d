package dev.hamlet.agent.sensor;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/** Another sensor in all but what a subclass says otherwise. */
public abstract class ForwardingSensor implements Sensor {

  private final Sensor sensor;

  /**
   * In front of a sensor.
   *
   * @param sensor closed with this one
   */
  protected ForwardingSensor(Sensor sensor) {
    this.sensor = sensor;
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
  public List<Setting> settings() {
    return sensor.settings();
  }

  @Override
  public ReadOutcome read(long[] into) {
    return sensor.read(into);
  }

  @Override
  public void close() {
    sensor.close();
  }
}
