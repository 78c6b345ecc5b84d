package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import dev.hamlet.coordinator.experiment.file.Profile;
import java.time.Duration;
import java.util.List;

/** Keys of how a trial is measured. */
public final class ProtocolKeys {

  private static final int MOST_INFERENCES = 1_000_000;
  private static final int MOST_DEGREES = 150;

  /** Values that belong together. */
  public static final Key<Profile> PROFILE =
      Key.optional(
          "profile",
          Kinds.word(Profile.words()).as(word -> Profile.of(word).orElseThrow()),
          "Values of warm-up, idle, burst and trials that belong together; the sections below"
              + " override them one by one.",
          "quick",
          "paper");

  /** Least inferences of a warm-up or a burst. */
  public static final Key<Integer> INFERENCES =
      Key.optional(
          "inferences",
          Kinds.whole(1, MOST_INFERENCES),
          "Least number of inferences; the time must be over too.",
          "the profile's",
          "20");

  /** Least time of a phase. */
  public static final Key<Duration> SECONDS =
      Key.optional("seconds", Kinds.seconds(), "Least time of the phase.", "the profile's", "2");

  /** Inferences before a burst. */
  public static final Key<YamlMap> WARM_UP =
      Key.optional(
          "warm_up",
          Kinds.section(List.of(SECONDS, INFERENCES)),
          "Inferences before each burst, which do not count.",
          "the profile's",
          "{seconds: 0.5, inferences: 5}");

  /** Baselines. */
  public static final Key<YamlMap> IDLE =
      Key.optional(
          "idle",
          Kinds.section(List.of(SECONDS)),
          "Each of the two idle baselines, before and after the burst.",
          "the profile's",
          "{seconds: 1}");

  /** The measured inferences. */
  public static final Key<YamlMap> BURST =
      Key.optional(
          "burst",
          Kinds.section(List.of(SECONDS, INFERENCES)),
          "Back-to-back inferences that are measured; sensors with a memory lengthen it.",
          "the profile's",
          "{seconds: 2, inferences: 20}");

  /** How near the board must be to the cell's reference temperature. */
  public static final Key<Double> TEMPERATURE_WITHIN_C =
      Key.optional(
          "temperature_within_c",
          Kinds.upTo("degrees", MOST_DEGREES),
          "How far each zone may be from what it was before the cell's first trial, in kelvin.",
          "2",
          "2");

  /** Longest wait at the gate. */
  public static final Key<Duration> GATE_TIMEOUT =
      Key.optional(
          "timeout", Kinds.duration(), "Longest that the gate may stay shut.", "10m", "10m");

  /** Others on the CPUs. */
  public static final Key<Double> FOREIGN_CPU_MAX =
      Key.optional(
          "foreign_cpu_max",
          Kinds.ratio(),
          "Greatest share of the time of all CPUs that anything but Hamlet may use.",
          "0.02 on a board, no limit on a twin",
          "0.02");

  /** Too hot. */
  public static final Key<Double> ABORT_ABOVE_C =
      Key.optional(
          "abort_above_c",
          Kinds.upTo("degrees", MOST_DEGREES),
          "Temperature of any zone, in degrees Celsius, that stops a trial at once.",
          "a little less than the zone's own critical point",
          "85");

  /** What the board must be like. */
  public static final Key<YamlMap> GATE =
      Key.optional(
          "gate",
          Kinds.section(
              List.of(TEMPERATURE_WITHIN_C, GATE_TIMEOUT, FOREIGN_CPU_MAX, ABORT_ABOVE_C)),
          "What a board must be like before a trial and during it.",
          "",
          "{temperature_within_c: 2, timeout: 10m}");

  /** The sections that change a protocol, here and in overrides. */
  public static final List<Key<?>> SECTIONS = List.of(WARM_UP, IDLE, BURST, GATE);

  private ProtocolKeys() {}
}
