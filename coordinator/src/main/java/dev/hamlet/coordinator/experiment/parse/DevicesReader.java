package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.DeviceChoice;
import dev.hamlet.coordinator.experiment.file.EnergyRails;
import dev.hamlet.coordinator.experiment.schema.DeviceKeys;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Section {@code devices}, and {@code energy_rails}. */
final class DevicesReader {

  private static final int MOST_RAILS = 32;

  private DevicesReader() {}

  static DeviceChoice read(YamlMap root, NodeReader reader) {
    Optional<YamlMap> devices = DeviceKeys.DEVICES.in(root, reader);
    Map<String, String> match = new LinkedHashMap<>();
    DeviceKeys.MATCH.in(devices, reader).ifPresent(map -> labels(map, match, reader));
    OptionalInt count =
        devices
            .flatMap(map -> DeviceKeys.RUN_ON.in(map, reader, runOn(map)))
            .orElse(OptionalInt.empty());
    devices.ifPresent(YamlMap::refuseRest);
    return new DeviceChoice(match, count);
  }

  /** A word is not the only thing that may stand there. */
  private static String runOn(YamlMap map) {
    Node node = map.take(DeviceKeys.RUN_ON.name());
    boolean number = node != null && node.getTag().equals(Tag.INT);
    return number ? "run_on" : "word for run_on, which takes a number as well,";
  }

  static Optional<EnergyRails> rails(Node node, NodeReader reader) {
    if (node instanceof SequenceNode) {
      Set<String> names = new LinkedHashSet<>();
      for (Node rail : reader.list(node, "energy_rails", MOST_RAILS)) {
        reader.text(rail, "the name of a rail").ifPresent(name -> add(names, name, rail, reader));
      }
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(EnergyRails.named(List.copyOf(names)));
    }
    List<EnergyRails> words = List.of(EnergyRails.MODULE, EnergyRails.BOARD);
    return reader
        .word(node, "energy_rails", words.stream().map(EnergyRails::word).toList())
        .flatMap(word -> words.stream().filter(it -> it.word().equals(word)).findFirst());
  }

  private static void add(Set<String> names, String name, Node node, NodeReader reader) {
    if (!names.add(name)) {
      reader.findings().problem(node, "the rail " + name + " stands twice in energy_rails");
    }
  }

  private static void labels(YamlMap map, Map<String, String> match, NodeReader reader) {
    for (String label : map.keys()) {
      Node value = map.take(label);
      if (value != null) {
        reader.scalar(value, "label " + label).ifPresent(text -> match.put(label, text));
      }
    }
  }
}
