package dev.hamlet.agent.sensor;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import java.util.function.Function;

/** A sensor whose columns are files, each with one number: what most drivers of the kernel show. */
public final class FileSensor implements Sensor {

  private final SensorGroup group;
  private final List<ColumnSpec> columns;
  private final List<Setting> settings;
  private final ColumnFiles files;

  /**
   * A sensor over open files.
   *
   * @param columns one for each file, in the same order
   * @param settings how its driver is best set
   * @param files closed with it
   */
  public FileSensor(
      SensorGroup group, List<ColumnSpec> columns, List<Setting> settings, ColumnFiles files) {
    this.group = group;
    this.columns = List.copyOf(columns);
    this.settings = List.copyOf(settings);
    this.files = files;
  }

  /**
   * The rail of that name among those that a driver shows.
   *
   * @param driver where they were looked for
   * @throws HamletException NOT_FOUND with the names that there are
   */
  public static <R> R railNamed(
      String name, List<R> found, Function<R, String> nameOf, String driver) {
    return found.stream()
        .filter(rail -> nameOf.apply(rail).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new HamletException(
                    ErrorCode.NOT_FOUND,
                    "no rail %s below %s, only %s"
                        .formatted(name, driver, found.stream().map(nameOf).toList())));
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
    return settings;
  }

  @Override
  public ReadOutcome read(long[] into) {
    return files.read(into);
  }

  @Override
  public void close() {
    files.close();
  }
}
