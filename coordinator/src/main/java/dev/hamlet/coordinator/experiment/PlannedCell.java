package dev.hamlet.coordinator.experiment;

import dev.hamlet.common.axis.CellAxes;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.List;
import java.util.Optional;

/**
 * One cell as it was resolved at submit: a point of the matrix, bound to a device.
 *
 * @param group the cell group it is leased with
 * @param spec what the agent is told
 * @param energyRails the choice of rails as a word or as names joined by {@code +}: stated with
 *     every figure
 * @param rails names of the rails that its energy is summed over, all of one scope
 * @param identity SHA-256 over axes, artifact, input, rails and protocol, hexadecimal: equal cells
 *     of different experiments and devices have equal ones; empty for a cell of before there was
 *     one
 */
public record PlannedCell(
    CellGroup group, CellSpec spec, String energyRails, List<String> rails, String identity) {

  /** Copies the rails. */
  public PlannedCell {
    rails = List.copyOf(rails);
  }

  /** A cell whose identity is not known. */
  public PlannedCell(CellGroup group, CellSpec spec, String energyRails, List<String> rails) {
    this(group, spec, energyRails, rails, "");
  }

  /** The same cell on another device with the same rails and protocol. */
  public PlannedCell on(String device) {
    return new PlannedCell(group.on(device), spec, energyRails, rails, identity);
  }

  /** Id of the cell. */
  public String cellId() {
    return spec.cellId();
  }

  /** What it is measured with. */
  public CellAxes axes() {
    return CellAxes.of(spec, group.powerMode());
  }

  /** Value of an axis, or of an option; empty for what the cell does not have. */
  public Optional<String> axis(String name) {
    return switch (name) {
      case Matrix.MODEL -> Optional.of(spec.model());
      case Matrix.VARIANT -> Optional.of(spec.variant());
      case Matrix.RUNTIME -> Optional.of(spec.runtime());
      case Matrix.THREADS -> Optional.of(String.valueOf(spec.threads()));
      case Matrix.POWER_MODE -> Optional.of(group.powerMode());
      case Matrix.CORES -> Optional.of(spec.cores()).filter(cores -> !cores.isEmpty());
      default -> Optional.ofNullable(spec.options().get(name));
    };
  }
}
