package dev.hamlet.cli.experiment;

import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander;
import dev.hamlet.coordinator.experiment.plan.MatrixPoint;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which variants of which model a matrix really has, after its exclusions. */
final class VariantsOfModels {

  private VariantsOfModels() {}

  /** Labels by model, both in the order of the matrix. */
  static Map<String, Set<String>> of(Matrix matrix) {
    return of(matrix, Restriction.NONE);
  }

  /** The same of the points that are asked for. */
  static Map<String, Set<String>> of(Matrix matrix, Restriction restriction) {
    Map<String, Set<String>> variants = new LinkedHashMap<>();
    for (MatrixPoint point : restriction.of(MatrixExpander.expand(matrix).points())) {
      variants.computeIfAbsent(point.model(), model -> new LinkedHashSet<>()).add(point.variant());
    }
    return variants;
  }
}
