package dev.hamlet.coordinator.experiment;

import dev.hamlet.common.experiment.CellSpec;
import java.util.List;

/**
 * One cell as it was resolved at submit: a point of the matrix, bound to a device.
 *
 * @param group the cell group it is leased with
 * @param spec what the agent is told
 * @param energyRails the choice of rails as a word or as names joined by {@code +}: stated with
 *     every figure
 * @param rails names of the rails that its energy is summed over, all of one scope
 */
public record PlannedCell(CellGroup group, CellSpec spec, String energyRails, List<String> rails) {

  /** Copies the rails. */
  public PlannedCell {
    rails = List.copyOf(rails);
  }

  /** Identity of the cell. */
  public String cellId() {
    return spec.cellId();
  }
}
