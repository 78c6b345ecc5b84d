package dev.hamlet.agent.sensor.twin;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.yaml.Findings;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.common.yaml.YamlText;
import dev.hamlet.twin.fault.Fault;
import dev.hamlet.twin.fault.FaultKind;
import dev.hamlet.twin.power.PowerMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads what goes wrong with a live simulated board, times from the agent's start:
 *
 * <pre>
 *   faults:
 *     - {kind: throttle, at: 20s, for: 15s, steps: 2}
 *     - {kind: power_mode, at: 1m, for: 30s, mode: MAXQ}
 *     - {kind: io_error, at: 2m, for: 500ms}
 * </pre>
 */
public final class TwinFaultFile {

  private static final int LONGEST_FILE = 1 << 18;
  private static final int MOST_FAULTS = 1_000;
  private static final int MOST_STEPS = 6;

  /** Those that a board or its sensor can have while its clock goes on. */
  private static final Set<FaultKind> KINDS =
      EnumSet.of(
          FaultKind.STUCK,
          FaultKind.NOT_READY,
          FaultKind.IO_ERROR,
          FaultKind.SENSOR_MODE,
          FaultKind.POWER_MODE,
          FaultKind.THROTTLE);

  private TwinFaultFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidInputException with all that is wrong, by line and column
   */
  public static List<Fault> read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidInputException("--twin-faults", file + " cannot be read: " + e.getMessage());
    }
  }

  static List<Fault> parse(String fileName, String text) {
    Findings findings = new Findings(fileName);
    NodeReader reader = new NodeReader(findings);
    List<Fault> faults = new ArrayList<>();
    YamlText.map(text, LONGEST_FILE, reader).ifPresent(map -> readAll(map, faults, reader));
    if (findings.hasProblems()) {
      throw findings.exception();
    }
    return List.copyOf(faults);
  }

  private static void readAll(YamlMap root, List<Fault> faults, NodeReader reader) {
    Node list = root.require("faults");
    root.refuseRest();
    if (list != null) {
      for (Node node : reader.list(list, "faults", MOST_FAULTS)) {
        reader
            .map(node, "a fault")
            .flatMap(map -> readOne(map, reader))
            .ifPresent(fault -> faults.add(fault));
      }
    }
  }

  private static Optional<Fault> readOne(YamlMap map, NodeReader reader) {
    Node node = map.require("kind");
    Optional<FaultKind> kind =
        node == null
            ? Optional.empty()
            : reader.word(node, "kind of fault", words()).flatMap(FaultKind::named);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    long atNs = durationNs(map, "at", reader);
    long forNs = durationNs(map, "for", reader);
    Fault fault = new Fault(kind.get(), atNs, forNs, amount(kind.get(), map, reader));
    map.refuseRest();
    return Optional.of(fault);
  }

  private static long durationNs(YamlMap map, String key, NodeReader reader) {
    Node node = map.require(key);
    return node == null ? 0 : reader.duration(node, key).map(Duration::toNanos).orElse(0L);
  }

  private static long amount(FaultKind kind, YamlMap map, NodeReader reader) {
    return switch (kind) {
      case THROTTLE -> map.value("steps", 1, node -> reader.whole(node, "steps", 1, MOST_STEPS));
      case POWER_MODE -> mode(map, reader);
      case GAP, STUCK, CLOCK_STEP, SUSPEND, STALL, NOT_READY, IO_ERROR, SENSOR_MODE -> 0;
    };
  }

  private static long mode(YamlMap map, NodeReader reader) {
    List<String> names = Arrays.stream(PowerMode.values()).map(PowerMode::name).toList();
    Node node = map.require("mode");
    Optional<String> name =
        node == null ? Optional.empty() : reader.word(node, "power mode", names);
    return name.map(PowerMode::valueOf).map(PowerMode::id).orElse(0);
  }

  private static List<String> words() {
    return KINDS.stream().map(FaultKind::text).toList();
  }
}
