package dev.hamlet.agent.sensor.profile;

import dev.hamlet.agent.sensor.profile.RailProfile.Measured;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a board profile.
 *
 * <pre>
 *   rails:
 *     VDD_IN:                        the driver's name of the rail
 *       name: MODULE                 the name it goes by
 *       shunt_microohms: 5000        what its shunt really is
 *       gain_ratio: 1.012            external meter over rail, with
 *       gain_error_ratio: 0.002      its half-width
 *       offset_watts: -0.03          added after the gain, with
 *       offset_error_watts: 0.01     its half-width
 * </pre>
 */
public final class BoardProfileReader {

  private static final int LONGEST = 100_000;
  private static final long GREATEST_SHUNT_MICROOHMS = 10_000_000;

  private final NodeReader reader;

  private BoardProfileReader(NodeReader reader) {
    this.reader = reader;
  }

  /**
   * Reads a file.
   *
   * @throws HamletException NOT_FOUND if it cannot be read
   * @throws dev.hamlet.common.config.InvalidInputException with every problem, each at its line
   */
  public static BoardProfile read(Path file) {
    try {
      return parse(Files.readString(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.NOT_FOUND, "cannot read the board profile " + file + ": give its path", e);
    }
  }

  /** Reads a text; the name of its file stands in messages. */
  static BoardProfile parse(String text, String fileName) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    Map<String, RailProfile> rails =
        YamlText.map(text, LONGEST, reader)
            .map(new BoardProfileReader(reader)::rails)
            .orElseGet(Map::of);
    if (findings.hasProblems()) {
      throw findings.exception();
    }
    return new BoardProfile(Digests.sha256(text), rails);
  }

  private Map<String, RailProfile> rails(YamlMap file) {
    Map<String, RailProfile> profiles = new LinkedHashMap<>();
    Node node = file.require("rails");
    file.refuseRest();
    Optional<YamlMap> rails = node == null ? Optional.empty() : reader.map(node, "rails");
    if (rails.isPresent()) {
      for (String name : rails.get().keys()) {
        rails.get().map(name).ifPresent(rail -> profiles.put(name, rail(rail)));
      }
      refuseDoubleNames(rails.get(), profiles);
    }
    return profiles;
  }

  private RailProfile rail(YamlMap rail) {
    String alias = rail.value("name", "", node -> reader.text(node, "name"));
    long shunt =
        rail.value(
            "shunt_microohms",
            0L,
            node -> reader.whole(node, "shunt_microohms", 1L, GREATEST_SHUNT_MICROOHMS));
    Optional<Measured> gain = measured(rail, "gain_ratio", "gain_error_ratio", true);
    Optional<Measured> offset = measured(rail, "offset_watts", "offset_error_watts", false);
    rail.refuseRest();
    return new RailProfile(
        Optional.of(alias).filter(name -> !name.isEmpty()),
        shunt == 0 ? OptionalLong.empty() : OptionalLong.of(shunt),
        gain,
        offset);
  }

  /** A figure and its error: neither without the other. */
  private Optional<Measured> measured(YamlMap rail, String key, String errorKey, boolean ratio) {
    Node value = rail.take(key);
    Node error = rail.take(errorKey);
    if (value == null && error == null) {
      return Optional.empty();
    }
    if (value == null || error == null) {
      String missing = value == null ? key : errorKey;
      return reader.wrong(rail.node(), key + " and " + errorKey + " go together: add " + missing);
    }
    Optional<BigDecimal> figure =
        ratio
            ? reader.number(value, key, "from 0.1 to 10", BoardProfileReader::plausible)
            : reader.number(value, key, "a number of watts", any -> true);
    Optional<BigDecimal> limit =
        reader.number(error, errorKey, "a number from 0", number -> number.signum() >= 0);
    return figure.flatMap(
        number -> limit.map(half -> new Measured(number.doubleValue(), half.doubleValue())));
  }

  private static boolean plausible(BigDecimal ratio) {
    return ratio.doubleValue() >= 0.1 && ratio.doubleValue() <= 10;
  }

  private void refuseDoubleNames(YamlMap rails, Map<String, RailProfile> profiles) {
    Set<String> names = new HashSet<>();
    profiles.forEach(
        (rail, profile) -> {
          if (!names.add(profile.alias().orElse(rail))) {
            reader
                .findings()
                .problem(rails.keyNode(rail), "two rails would go by the name of " + rail);
          }
        });
  }
}
