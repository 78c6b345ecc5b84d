package dev.hamlet.cli.experiment;

import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander;
import dev.hamlet.coordinator.experiment.plan.MatrixPoint;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which variants of which model a matrix really has, after its exclusions. */
final class VariantsOfModels {

  private VariantsOfModels() {}

  /** Labels by model, both in the order of the matrix. */
  static Map<String, Set<String>> of(Matrix matrix) {
    Map<String, Set<String>> variants = new LinkedHashMap<>();
    for (MatrixPoint point : MatrixExpander.expand(matrix).points()) {
      variants.computeIfAbsent(point.model(), model -> new LinkedHashSet<>()).add(point.variant());
    }
    return variants;
  }
}
