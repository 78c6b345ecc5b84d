package dev.hamlet.coordinator.experiment.parse;

import dev.hamlet.common.experiment.GateRules;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.yaml.NodeReader;
import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Profile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** {@code profile} and the sections whose values override it. */
final class ProtocolReader {

  private static final int MOST_TRIALS = 100_000;
  private static final int MOST_INFERENCES = 1_000_000;
  private static final BigDecimal MOST_DEGREES = BigDecimal.valueOf(150);
  private static final Map<String, WidthOf> WIDTHS =
      Map.of("half", WidthOf.HALF, "full", WidthOf.FULL);

  private final YamlMap root;
  private final NodeReader reader;
  private final Profile profile;

  ProtocolReader(YamlMap root, NodeReader reader) {
    this.root = root;
    this.reader = reader;
    this.profile =
        root.value(
            "profile",
            Profile.QUICK,
            node -> reader.word(node, "profile", Profile.words()).flatMap(Profile::of));
  }

  MeasurementProtocol protocol(long seed, Optional<Duration> trialTimeout) {
    MeasurementProtocol base = profile.protocol(seed);
    Optional<YamlMap> warmUp = root.map("warm_up");
    Optional<YamlMap> idle = root.map("idle");
    Optional<YamlMap> burst = root.map("burst");
    Optional<YamlMap> gate = root.map("gate");
    MeasurementProtocol protocol =
        new MeasurementProtocol(
            base.profile(),
            seconds(warmUp, base.warmUp()),
            inferences(warmUp, base.warmUpInferences()),
            base.settle(),
            seconds(idle, base.idle()),
            seconds(burst, base.burst()),
            inferences(burst, base.burstInferences()),
            base.guard(),
            base.trialTimeout(),
            gate.map(map -> gate(map, base.gate())).orElse(base.gate()),
            seed);
    List.of(warmUp, idle, burst, gate).forEach(map -> map.ifPresent(YamlMap::refuseRest));
    return trialTimeout
        .map(timeout -> ProtocolTimes.withTimeout(protocol, timeout))
        .orElseGet(() -> ProtocolTimes.withTimeout(protocol));
  }

  TrialPolicy trials() {
    TrialPolicy base = profile.trials();
    Optional<YamlMap> trials = root.map("trials");
    Optional<YamlMap> interval = trials.flatMap(map -> map.map("ci"));
    TrialPolicy policy = trials.map(map -> counts(map, base)).orElse(base);
    policy = withInterval(interval, policy);
    interval.ifPresent(YamlMap::refuseRest);
    trials.ifPresent(YamlMap::refuseRest);
    return policy;
  }

  private TrialPolicy counts(YamlMap map, TrialPolicy base) {
    int min = map.value("min", base.min(), node -> reader.whole(node, "min", 2, MOST_TRIALS));
    Node maxNode = map.take("max");
    int max =
        maxNode == null
            ? Math.max(min, base.max())
            : reader.whole(maxNode, "max", 2, MOST_TRIALS).orElse(Math.max(min, base.max()));
    if (maxNode != null && max < min) {
      reader.findings().problem(maxNode, "max is " + max + " but min is " + min);
      max = min;
    }
    int visit = map.value("visit", base.visit(), node -> reader.whole(node, "visit", 1, 1_000));
    return new TrialPolicy(
        min,
        max,
        visit,
        base.level(),
        base.width(),
        base.widthOf(),
        base.absoluteWidthJoules(),
        base.metrics());
  }

  private TrialPolicy withInterval(Optional<YamlMap> interval, TrialPolicy base) {
    return interval
        .map(
            map ->
                new TrialPolicy(
                    base.min(),
                    base.max(),
                    base.visit(),
                    map.value("level", base.level(), node -> ratio(node, "level")),
                    map.value("width", base.width(), node -> ratio(node, "width")),
                    map.value("of", base.widthOf(), this::widthOf),
                    map.value("absolute_width_joules", base.absoluteWidthJoules(), this::joules),
                    map.value("metrics", base.metrics(), this::metrics)))
        .orElse(base);
  }

  private Optional<Double> joules(Node node) {
    return reader
        .number(
            node,
            "absolute_width_joules",
            "a number of joules above 0",
            value -> value.signum() > 0)
        .map(BigDecimal::doubleValue);
  }

  private Optional<WidthOf> widthOf(Node node) {
    return reader
        .word(node, "word for the width", List.copyOf(WIDTHS.keySet()))
        .flatMap(word -> Optional.ofNullable(WIDTHS.get(word)));
  }

  private Optional<Set<StoppingMetric>> metrics(Node node) {
    List<String> known =
        Arrays.stream(StoppingMetric.values()).map(ProtocolReader::metricWord).toList();
    Set<StoppingMetric> metrics = EnumSet.noneOf(StoppingMetric.class);
    for (Node element : reader.listOrOne(node, "metrics", 10)) {
      reader.word(element, "metric", known).flatMap(ProtocolReader::metric).ifPresent(metrics::add);
    }
    return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics);
  }

  private static Optional<StoppingMetric> metric(String word) {
    return Arrays.stream(StoppingMetric.values())
        .filter(metric -> metricWord(metric).equals(word))
        .findFirst();
  }

  private static String metricWord(StoppingMetric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Double> ratio(Node node, String what) {
    return reader
        .number(
            node,
            what,
            "a number above 0 and below 1",
            value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0)
        .map(BigDecimal::doubleValue);
  }

  private Duration seconds(Optional<YamlMap> map, Duration base) {
    return map.map(it -> it.value("seconds", base, node -> reader.seconds(node, "seconds")))
        .orElse(base);
  }

  private int inferences(Optional<YamlMap> map, int base) {
    return map.map(
            it ->
                it.value(
                    "inferences",
                    base,
                    node -> reader.whole(node, "inferences", 1, MOST_INFERENCES)))
        .orElse(base);
  }

  private GateRules gate(YamlMap map, GateRules base) {
    return new GateRules(
        map.value(
            "temperature_within_c",
            base.temperatureWithinC(),
            node -> degrees(node, "temperature_within_c")),
        map.value("timeout", base.timeout(), this::gateTimeout),
        map.value(
            "foreign_cpu_max",
            base.foreignCpuMax(),
            node -> ratio(node, "foreign_cpu_max").map(OptionalDouble::of)),
        map.value(
            "abort_above_c",
            base.abortAboveC(),
            node -> degrees(node, "abort_above_c").map(OptionalDouble::of)));
  }

  private Optional<Double> degrees(Node node, String what) {
    return reader
        .number(
            node,
            what,
            "a number of degrees above 0 and up to " + MOST_DEGREES,
            value -> value.signum() > 0 && value.compareTo(MOST_DEGREES) <= 0)
        .map(BigDecimal::doubleValue);
  }

  private Optional<Duration> gateTimeout(Node node) {
    return reader.duration(node, "timeout");
  }
}
