package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.coordinator.experiment.schema.MatrixKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Values of axes as text; remembers what the labels of variants mean. */
final class AxisReader {

  private final NodeReader reader;
  private final VariantReader variantReader;
  private final Set<String> models;
  private final Map<String, VariantSpec> variants = new LinkedHashMap<>();

  AxisReader(NodeReader reader, Set<String> models) {
    this.reader = reader;
    this.variantReader = new VariantReader(reader);
    this.models = models;
  }

  /** The variants read so far, by label. */
  Map<String, VariantSpec> variants() {
    return variants;
  }

  void remember(VariantSpec variant) {
    variants.putIfAbsent(variant.label(), variant);
  }

  /** A value of an axis, one of the five or one of the user's. */
  Optional<String> value(String axis, Node node) {
    return switch (axis) {
      case Matrix.MODEL -> reader.word(node, Matrix.MODEL, List.copyOf(models));
      case Matrix.VARIANT -> variantReader.read(node).map(this::label);
      case Matrix.RUNTIME -> MatrixKeys.RUNTIME.reading().read(reader, node, axis);
      case Matrix.THREADS ->
          MatrixKeys.THREADS.reading().read(reader, node, axis).map(String::valueOf);
      case Matrix.CORES -> MatrixKeys.CORES.reading().read(reader, node, axis);
      default -> reader.scalar(node, "a value of axis " + axis);
    };
  }

  private String label(VariantSpec variant) {
    remember(variant);
    return variant.label();
  }
}
