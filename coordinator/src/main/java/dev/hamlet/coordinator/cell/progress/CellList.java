package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.axis.VaryingAxes;
import java.util.List;

/**
 * The cells of an experiment as they are at the moment, in the order they were planned; a read-only
 * view. Their plans and states are at hand, their figures may have to be read from the store.
 *
 * <p>Threads: any.
 */
public interface CellList extends List<CellSnapshot> {

  /** State of a cell; its figures are not worked out for that. */
  String state(int position);

  /** Name of the device that a cell is planned for. */
  String device(int position);

  /** What its cells differ in; worked out once. */
  VaryingAxes axes();

  /** Number of the latest change; a cell that has not changed since it was taken up has 0. */
  int latestChange();

  /** Number of the latest change of a cell. */
  int latestChange(int position);
}
