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
public final class DescribedSensor extends ForwardingSensor {

  private final SensorGroup group;
  private final List<ColumnSpec> columns;

  /**
   * Another description of a sensor.
   *
   * @param group the same rails in the same order; their names may differ
   */
  public DescribedSensor(Sensor sensor, SensorGroup group) {
    super(sensor);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < group.rails().size(); i++) {
      names.put(sensor.group().rails().get(i).name(), group.rails().get(i).name());
    }
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

  private static ColumnSpec renamed(ColumnSpec column, Map<String, String> names) {
    String name = names.getOrDefault(column.rail(), column.rail());
    return new ColumnSpec(name, column.quantity(), column.unit(), column.scaleExponent());
  }
}
