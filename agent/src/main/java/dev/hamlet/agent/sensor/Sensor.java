package dev.hamlet.agent.sensor;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;

/**
 * Reads the rails of one sensor group.
 *
 * <p>Threads: one thread at a time; the sampling loop owns a sensor while it runs.
 */
public interface Sensor extends AutoCloseable {

  /** What is read and what is known of how; constant. */
  SensorGroup group();

  /** Meaning of the values that {@link #read} fills in; constant. */
  List<ColumnSpec> columns();

  /**
   * Reads every column once.
   *
   * <p>Never allocates, never logs, never throws for an expected failure. On any outcome but {@link
   * ReadOutcome#OK} the values are undefined.
   *
   * @param into one value per column, integers exactly as read
   */
  ReadOutcome read(long[] into);

  /** How its driver is best set for measuring; whoever opens it may see to that first. */
  default List<Setting> settings() {
    return List.of();
  }

  /** Gives back what it holds. A second call does nothing. */
  @Override
  void close();
}
