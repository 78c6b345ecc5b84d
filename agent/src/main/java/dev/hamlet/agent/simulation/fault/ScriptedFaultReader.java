package dev.hamlet.agent.simulation.fault;

import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one line of a script; a key that its kind of fault has no use for is a problem. */
final class ScriptedFaultReader {

  private static final double GREATEST_RATE = 1e12;

  private final YamlMap map;
  private final NodeReader reader;

  ScriptedFaultReader(YamlMap map, NodeReader reader) {
    this.map = map;
    this.reader = reader;
  }

  /** The fault; empty if its kind is not known. */
  Optional<ScriptedFault> read() {
    Optional<FaultKind> kind = kind();
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    String devices = map.value("devices", "*", node -> reader.scalar(node, "devices"));
    Optional<Duration> at = optional("at", true);
    Optional<Duration> every = optional("every", false);
    if (at.isPresent() == every.isPresent()) {
      reader.findings().problem(map.node(), "a fault needs either \"at\" or \"every\"");
    }
    ScriptedFault fault =
        new ScriptedFault(
            kind.get(),
            devices,
            at,
            every,
            kind.get().lasts() ? needed("for") : Duration.ZERO,
            kind.get() == FaultKind.SLOW_LINK ? delay() : Duration.ZERO,
            kind.get() == FaultKind.SLOW_LINK ? bytesPerSecond() : Double.POSITIVE_INFINITY,
            kind.get() == FaultKind.CLOCK_STEP ? needed("by") : Duration.ZERO);
    map.refuseRest();
    return Optional.of(fault);
  }

  private Optional<FaultKind> kind() {
    Node node = map.require("kind");
    return node == null
        ? Optional.empty()
        : reader.word(node, "kind of fault", FaultKind.words()).flatMap(FaultKind::of);
  }

  private Duration delay() {
    return optional("delay", false).orElse(Duration.ZERO);
  }

  private double bytesPerSecond() {
    return map.value(
        "bytes_per_second",
        Double.POSITIVE_INFINITY,
        node ->
            reader
                .number(
                    node,
                    "bytes_per_second",
                    "a number of bytes from 1 on",
                    value ->
                        value.compareTo(BigDecimal.ONE) >= 0 && value.doubleValue() < GREATEST_RATE)
                .map(BigDecimal::doubleValue));
  }

  private Duration needed(String key) {
    return map.require(key) == null ? Duration.ZERO : optional(key, false).orElse(Duration.ZERO);
  }

  private Optional<Duration> optional(String key, boolean mayBeZero) {
    @Nullable Node node = map.take(key);
    if (node == null) {
      return Optional.empty();
    }
    if (mayBeZero && reader.scalar(node, key).filter(text -> text.matches("0s?")).isPresent()) {
      return Optional.of(Duration.ZERO);
    }
    return reader.duration(node, key);
  }
}
