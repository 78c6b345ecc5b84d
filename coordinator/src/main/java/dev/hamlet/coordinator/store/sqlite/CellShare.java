package dev.hamlet.coordinator.store.sqlite;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import java.util.List;
import java.util.Map;

/**
 * What very many cells have in common; stored once.
 *
 * @param model name of the model
 * @param variant label of the variant
 * @param artifact SHA-256 of the model's bundle
 * @param runtime kind of worker
 * @param inputSet SHA-256 of the bundle of the input set
 * @param energyRails the choice of rails as a word
 * @param rails their names
 */
record CellShare(
    String model,
    String variant,
    String artifact,
    String runtime,
    String inputSet,
    String energyRails,
    List<String> rails) {

  CellShare {
    rails = List.copyOf(rails);
  }

  /**
   * What is a cell's own; the names are short, as they are stored with every cell.
   *
   * @param t threads
   * @param i input of the set
   * @param o options
   * @param c kind of core
   */
  record Rest(int t, int i, Map<String, String> o, String c) {}

  static CellShare of(PlannedCell cell) {
    CellSpec spec = cell.spec();
    return new CellShare(
        spec.model(),
        spec.variant(),
        spec.artifact(),
        spec.runtime(),
        spec.inputSet(),
        cell.energyRails(),
        cell.rails());
  }

  static Rest rest(CellSpec spec) {
    return new Rest(spec.threads(), spec.inputIndex(), spec.options(), spec.cores());
  }

  PlannedCell cell(String cellId, CellGroup group, Rest rest, String identity) {
    CellSpec spec =
        new CellSpec(
            cellId, model, variant, artifact, runtime, rest.t(), inputSet, rest.i(), rest.o(),
            rest.c());
    return new PlannedCell(group, spec, energyRails, rails, identity);
  }
}
