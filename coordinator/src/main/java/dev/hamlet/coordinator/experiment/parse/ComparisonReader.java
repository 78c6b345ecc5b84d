package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Matrix;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Section {@code compare_to}: axis values of the cells that others are compared to. */
final class ComparisonReader {

  private ComparisonReader() {}

  static Map<String, String> read(YamlMap root, Matrix matrix, NodeReader reader) {
    Map<String, String> point = new LinkedHashMap<>();
    root.map("compare_to").ifPresent(map -> values(map, matrix, reader, point));
    point.putIfAbsent(Matrix.VARIANT, VariantSpec.BASELINE);
    return point;
  }

  private static void values(
      YamlMap map, Matrix matrix, NodeReader reader, Map<String, String> point) {
    VariantReader variants = new VariantReader(reader);
    matrix
        .axes()
        .forEach(
            (axis, known) -> {
              Node node = map.take(axis);
              if (node == null) {
                return;
              }
              var value =
                  axis.equals(Matrix.VARIANT)
                      ? variants.read(node).map(VariantSpec::label)
                      : reader.scalar(node, axis);
              value.ifPresent(text -> put(axis, text, known, node, reader, point));
            });
    map.refuseRest();
  }

  private static void put(
      String axis,
      String value,
      List<String> known,
      Node node,
      NodeReader reader,
      Map<String, String> point) {
    point.put(axis, value);
    if (!known.contains(value)) {
      reader
          .findings()
          .problem(
              node,
              "the matrix has no " + axis + " \"" + value + "\": " + NodeReader.hint(value, known));
    }
  }
}
