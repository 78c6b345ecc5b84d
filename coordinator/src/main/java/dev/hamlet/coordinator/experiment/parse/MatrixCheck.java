package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.ModelSource;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.Expansion;
import dev.hamlet.coordinator.experiment.plan.MatrixExpander.IncompleteInclude;
import dev.hamlet.coordinator.experiment.plan.MatrixPoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** What can only be said of a matrix as a whole. */
final class MatrixCheck {

  private final NodeReader reader;
  private final Map<String, ModelSource> models;
  private final Map<String, Node> variantNodes;
  private final List<Node> includeNodes;

  MatrixCheck(
      NodeReader reader,
      Map<String, ModelSource> models,
      Map<String, Node> variantNodes,
      List<Node> includeNodes) {
    this.reader = reader;
    this.models = models;
    this.variantNodes = variantNodes;
    this.includeNodes = includeNodes;
  }

  void check(Matrix matrix, Node node) {
    if (matrix.productSize() > Matrix.MAX_POINTS) {
      reader
          .findings()
          .problem(node, "matrix has more than " + Matrix.MAX_POINTS + " points: take values out");
      return;
    }
    Expansion expansion = MatrixExpander.expand(matrix);
    expansion.incomplete().forEach(this::incomplete);
    if (expansion.points().isEmpty()) {
      reader.findings().problem(node, "matrix has no point left: exclude takes out all of them");
    }
    missingVariants(matrix, expansion.points());
  }

  private void incomplete(IncompleteInclude include) {
    reader
        .findings()
        .problem(
            includeNodes.get(include.index()),
            "this entry of include is a new point, so it needs a value for "
                + include.axis()
                + ", which has several");
  }

  private void missingVariants(Matrix matrix, List<MatrixPoint> points) {
    Set<List<String>> missing = new LinkedHashSet<>();
    for (MatrixPoint point : points) {
      ModelSource model = models.get(point.model());
      boolean finished = matrix.variants().get(point.variant()) instanceof VariantSpec.Finished;
      if (finished && model != null && !model.variants().containsKey(point.variant())) {
        missing.add(List.of(point.model(), point.variant()));
      }
    }
    missing.forEach(pair -> missingVariant(pair.get(0), pair.get(1)));
  }

  private void missingVariant(String model, String variant) {
    Node node = variantNodes.get(variant);
    if (node != null) {
      reader
          .findings()
          .problem(
              node,
              "model "
                  + model
                  + " has no variant \""
                  + variant
                  + "\": name its file under models."
                  + model
                  + ".variants, or exclude the pair");
    }
  }
}
