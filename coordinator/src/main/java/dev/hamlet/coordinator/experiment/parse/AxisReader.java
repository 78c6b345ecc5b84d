package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Values of axes as text; remembers what the labels of variants mean. */
final class AxisReader {

  /** Kinds of worker that Hamlet knows of; which there are, the devices say. */
  private static final List<String> RUNTIMES = List.of("tensorflow", "tflite", "onnx", "process");

  /** Kinds of core that a board may have. */
  private static final List<String> CORES = List.of(PowerModeCores.ALL, "a57", "denver");

  private static final int MOST_THREADS = 1_024;

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
      case Matrix.RUNTIME -> reader.word(node, Matrix.RUNTIME, RUNTIMES);
      case Matrix.THREADS -> reader.whole(node, axis, 1, MOST_THREADS).map(String::valueOf);
      case Matrix.CORES -> reader.word(node, axis, CORES);
      default -> reader.scalar(node, "a value of axis " + axis);
    };
  }

  private String label(VariantSpec variant) {
    remember(variant);
    return variant.label();
  }
}
