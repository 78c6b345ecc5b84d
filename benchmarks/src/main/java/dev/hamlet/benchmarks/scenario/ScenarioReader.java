package dev.hamlet.benchmarks.scenario;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Profile;
import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one scenario; what the file leaves out is as in the standard scenarios. */
final class ScenarioReader {

  private static final List<Integer> AVERAGES = List.of(1, 4, 16, 64, 128, 256, 512, 1024);
  private static final List<Integer> CONVERSIONS_US =
      List.of(140, 204, 332, 588, 1100, 2116, 4156, 8244);
  private static final SensorSetup DEFAULT = SensorSetup.of(0x7007);

  private final YamlMap map;
  private final NodeReader reader;

  ScenarioReader(YamlMap map, NodeReader reader) {
    this.map = map;
    this.reader = reader;
  }

  Scenario read() {
    Node nameNode = map.require("name");
    String name = nameNode == null ? "" : reader.scalar(nameNode, "name").orElse("");
    Profile profile =
        map.value(
            "profile",
            Profile.QUICK,
            node -> reader.word(node, "profile", Profile.words()).flatMap(Profile::of));
    Scenario scenario =
        new Scenario(
            name,
            profile,
            sensor(),
            load(),
            number("idle_drift_w_per_min", 0, -100, 100),
            new FaultReader(reader).read(map.take("faults")),
            whole("boards", 0, 0, 100_000));
    map.refuseRest();
    return scenario;
  }

  private SensorSetup sensor() {
    return new SensorSetup(
        config(),
        rails(),
        whole("bus_hz", DEFAULT.busHz(), 10_000, 4_000_000),
        number("gain_ratio", DEFAULT.gainRatio(), 0, 0.5),
        number("shunt_ratio", DEFAULT.shuntRatio(), 0, 0.5),
        number("offset_uv", DEFAULT.offsetMicrovolts(), 0, 10_000),
        number("noise_lsb", DEFAULT.noiseSteps(), 0, 100));
  }

  /** The word, with {@code averaging} and {@code conversion_us} put in where they are given. */
  private ConfigWord config() {
    int word = map.value("config_word", DEFAULT.config().word(), this::word);
    Node averaging = map.take("averaging");
    if (averaging != null) {
      int code = code(averaging, "averaging", AVERAGES);
      word = (word & ~(7 << 9)) | (code << 9);
    }
    Node conversion = map.take("conversion_us");
    if (conversion != null) {
      int code = code(conversion, "conversion_us", CONVERSIONS_US);
      word = (word & ~(0x3f << 3)) | (code << 6) | (code << 3);
    }
    return new ConfigWord(word);
  }

  private Optional<Integer> word(Node node) {
    Optional<String> text = reader.scalar(node, "config_word");
    if (text.isPresent() && !text.get().matches("0x7[0-9a-fA-F]{2}[7fF]")) {
      return reader.wrong(
          node,
          "config_word must be a hexadecimal word that converts shunt and bus of three channels"
              + " continuously, like 0x7127, not "
              + text.get());
    }
    return text.map(hex -> Integer.parseInt(hex.substring(2), 16));
  }

  private int code(Node node, String key, List<Integer> values) {
    List<String> words = values.stream().map(String::valueOf).toList();
    return reader.word(node, key, words).map(words::indexOf).orElse(0);
  }

  private List<BoardRail> rails() {
    Node node = map.take("rails");
    if (node == null) {
      return DEFAULT.rails();
    }
    List<String> known = Arrays.stream(BoardRail.values()).map(Enum::name).toList();
    List<BoardRail> rails = new ArrayList<>();
    for (Node one : reader.listOrOne(node, "rails", known.size())) {
      reader.word(one, "rail", known).map(BoardRail::valueOf).ifPresent(rails::add);
    }
    if (rails.stream().distinct().count() != rails.size()) {
      reader.wrong(node, "a rail is named twice");
    }
    if (rails.stream().map(BoardRail::scope).distinct().count() > 1) {
      reader.wrong(node, "rails mix supplies and components, which must not be added up");
    }
    return rails.isEmpty() ? DEFAULT.rails() : rails;
  }

  private Load load() {
    LoadShape shape =
        map.value(
            "load",
            LoadShape.STEADY,
            node -> reader.word(node, "load", LoadShape.words()).map(LoadShape::of));
    double inferenceMs = number("inference_ms", 20, 0.5, 60_000);
    Load usual = Load.of(shape, inferenceMs);
    return new Load(
        shape,
        inferenceMs,
        number("period_ms", usual.periodMs(), 0.2, 60_000),
        number("threads", usual.threads(), 0.1, usual.threads()),
        number("spread_ratio", usual.spreadRatio(), 0, 0.2),
        number("jitter_ratio", usual.jitterRatio(), 0, 0.2));
  }

  private double number(String key, double usual, double least, double most) {
    return map.value(
        key,
        usual,
        node ->
            reader
                .number(
                    node,
                    key,
                    "a number from " + text(least) + " to " + text(most),
                    value -> value.doubleValue() >= least && value.doubleValue() <= most)
                .map(BigDecimal::doubleValue));
  }

  private int whole(String key, int usual, int least, int most) {
    return map.value(key, usual, node -> reader.whole(node, key, least, most));
  }

  private static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
