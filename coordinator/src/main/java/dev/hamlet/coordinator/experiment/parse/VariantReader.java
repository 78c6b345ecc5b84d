package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.CompressionWord;
import dev.hamlet.coordinator.experiment.file.VariantSpec;
import dev.hamlet.coordinator.experiment.schema.MatrixKeys;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One variant: a label, or a map of compression words. */
final class VariantReader {

  private final NodeReader reader;

  VariantReader(NodeReader reader) {
    this.reader = reader;
  }

  Optional<VariantSpec> read(Node node) {
    if (node instanceof MappingNode) {
      return reader.map(node, "a variant").flatMap(this::chain);
    }
    return reader.scalar(node, "a variant (or a map of compressions)").map(VariantReader::named);
  }

  private static VariantSpec named(String label) {
    return label.equals(VariantSpec.BASELINE)
        ? new VariantSpec.Baseline()
        : new VariantSpec.Finished(label);
  }

  private Optional<VariantSpec> chain(YamlMap map) {
    if (map.keys().isEmpty()) {
      return reader.wrong(
          map.node(), "a variant without a compression is written baseline, not {}");
    }
    Map<String, Object> words = new LinkedHashMap<>();
    for (String word : map.keys()) {
      Node value = map.take(word);
      if (value != null) {
        known(map, word).flatMap(known -> value(known, value)).ifPresent(it -> words.put(word, it));
      }
    }
    return words.size() == map.keys().size()
        ? Optional.of(new VariantSpec.Chain(words))
        : Optional.empty();
  }

  private Optional<CompressionWord> known(YamlMap map, String word) {
    Optional<CompressionWord> known = CompressionWord.of(word);
    if (known.isEmpty()) {
      return reader.wrong(
          map.keyNode(word),
          "unknown compression \""
              + word
              + "\": "
              + NodeReader.hint(word, CompressionWord.available()));
    }
    return known.filter(it -> it.kind() != CompressionWord.Kind.LATER).isPresent()
        ? known
        : reader.wrong(
            map.keyNode(word),
            "the compression "
                + word
                + " is not available in this version: there is "
                + String.join(", ", CompressionWord.available()));
  }

  private Optional<Object> value(CompressionWord word, Node node) {
    return switch (word.kind()) {
      case SHARE ->
          reader
              .number(
                  node,
                  word.word(),
                  "a share from 0 to below 1, for instance 0.5",
                  value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) < 0)
              .map(value -> value);
      case BITS ->
          reader
              .whole(node, word.word(), MatrixKeys.LEAST_BITS, MatrixKeys.MOST_BITS)
              .map(value -> value);
      case STEPS -> reader.map(node, word.word()).flatMap(this::steps);
      case LATER ->
          throw new IllegalArgumentException("no compression of this version: " + word.word());
    };
  }

  private Optional<Object> steps(YamlMap map) {
    Node stepsNode = map.require("steps");
    Optional<Integer> steps =
        stepsNode == null
            ? Optional.empty()
            : reader.whole(stepsNode, "steps", 0, MatrixKeys.MOST_STEPS);
    int seed = map.value("seed", 1, node -> reader.whole(node, "seed", 0, Integer.MAX_VALUE));
    map.refuseRest();
    return steps.map(
        count -> {
          Map<String, Object> parameters = new LinkedHashMap<>();
          parameters.put("steps", count);
          parameters.put("seed", seed);
          return parameters;
        });
  }
}
