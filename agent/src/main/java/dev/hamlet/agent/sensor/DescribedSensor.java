package dev.hamlet.agent.sensor;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sensor that is read as ever, with a description that says more: names and corrections of a
 * board profile, a time constant that was found.
 */
public final class DescribedSensor implements Sensor {

  private final Sensor sensor;
  private final SensorGroup group;
  private final List<ColumnSpec> columns;

  /**
   * Another description of a sensor.
   *
   * @param group the same rails in the same order; their names may differ
   */
  public DescribedSensor(Sensor sensor, SensorGroup group) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < group.rails().size(); i++) {
      names.put(sensor.group().rails().get(i).name(), group.rails().get(i).name());
    }
    this.sensor = sensor;
    this.group = group;
    this.columns = sensor.columns().stream().map(column -> renamed(column, names)).toList();
  }

  @Override
  public SensorGroup group() {
    return group;
  }

  @Override
  public List<ColumnSpec> columns() {
    return columns;
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

  private static ColumnSpec renamed(ColumnSpec column, Map<String, String> names) {
    String name = names.getOrDefault(column.rail(), column.rail());
    return new ColumnSpec(name, column.quantity(), column.unit(), column.scaleExponent());
  }
}
