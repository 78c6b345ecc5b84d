package dev.hamlet.coordinator.health;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import java.util.TreeMap;

/** A cell by its experiment and axes: equal for the cells of one point on all devices. */
public final class CellAxes {

  private CellAxes() {}

  /** The axes as one text. */
  public static String of(PlannedCell cell) {
    CellGroup group = cell.group();
    CellSpec spec = cell.spec();
    return String.join(
        "|",
        group.experimentId(),
        spec.model(),
        spec.variant(),
        spec.artifact(),
        spec.runtime(),
        String.valueOf(spec.threads()),
        spec.inputSet(),
        String.valueOf(spec.inputIndex()),
        group.powerMode(),
        spec.cores(),
        new TreeMap<>(spec.options()).toString());
  }

  /** The experiment that such a text begins with. */
  public static String experimentId(String axes) {
    int end = axes.indexOf('|');
    return end < 0 ? axes : axes.substring(0, end);
  }
}
