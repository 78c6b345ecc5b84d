package dev.hamlet.coordinator.experiment.schema;

import dev.hamlet.common.yaml.YamlMap;
import java.time.Duration;
import java.util.List;

/** Keys of how an experiment is run: retries, timeouts, its place among others. */
public final class ControlKeys {

  private static final int MOST_RETRIES = 100;
  private static final int MOST_PRIORITY = 1_000;
  private static final int MOST_DEVICES = 100_000;

  /** Failed trials in a row. */
  public static final Key<Integer> RETRY_INFRASTRUCTURE =
      Key.optional(
          "infrastructure",
          Kinds.whole(0, MOST_RETRIES),
          "How often in a row a trial that a device, its worker or its link failed is tried again"
              + " before the cell fails.",
          "2",
          "3");

  /** Invalid trials in a row. */
  public static final Key<Integer> RETRY_INVALID =
      Key.optional(
          "invalid",
          Kinds.whole(0, MOST_RETRIES),
          "How often in a row the repetition of an invalid trial may be invalid too before the cell"
              + " fails.",
          "no limit of its own; a cell with more than 30 % invalid trials fails",
          "2");

  /** Retries. */
  public static final Key<YamlMap> RETRY =
      Key.optional(
          "retry",
          Kinds.section(List.of(RETRY_INFRASTRUCTURE, RETRY_INVALID)),
          "How often is tried again what went wrong, by cause.",
          "",
          "{infrastructure: 2, invalid: 2}");

  /** Longest trial. */
  public static final Key<Duration> TIMEOUT_TRIAL =
      Key.optional(
          "trial",
          Kinds.duration(),
          "Longest that a trial may take.",
          "ten times its phases, 2m at least",
          "5m");

  /** Longest cell. */
  public static final Key<Duration> TIMEOUT_CELL =
      Key.optional(
          "cell",
          Kinds.duration(),
          "Longest from the first trial of a cell to its verdict, counted anew under each lease.",
          "none",
          "2h");

  /** Longest experiment. */
  public static final Key<Duration> TIMEOUT_EXPERIMENT =
      Key.optional(
          "experiment",
          Kinds.duration(),
          "Longest from the first lease to the last verdict; cells keep what is measured by then.",
          "none",
          "12h");

  /** Longest times. */
  public static final Key<YamlMap> TIMEOUTS =
      Key.optional(
          "timeouts",
          Kinds.section(List.of(TIMEOUT_TRIAL, TIMEOUT_CELL, TIMEOUT_EXPERIMENT)),
          "Longest times; what takes longer is ended with its reason.",
          "",
          "{trial: 10m, cell: 2h, experiment: 12h}");

  /** The older word for {@link #TIMEOUT_EXPERIMENT}. */
  public static final Key<Duration> TIME_LIMIT =
      Key.optional(
          "time_limit", Kinds.duration(), "Another word for timeouts.experiment.", "none", "150s");

  /** Place among others. */
  public static final Key<Integer> PRIORITY =
      Key.optional(
          "priority",
          Kinds.whole(-MOST_PRIORITY, MOST_PRIORITY),
          "Experiments of greater priority get devices first; equal ones in the order of submit.",
          "0",
          "10");

  /** Most devices at a time. */
  public static final Key<Integer> MAX_PARALLEL =
      Key.optional(
          "max_parallel",
          Kinds.whole(1, MOST_DEVICES),
          "Most devices that work for the experiment at a time.",
          "all that match",
          "4");

  /** Take over what was measured before. */
  public static final Key<Boolean> REUSE =
      Key.optional(
          "reuse",
          Kinds.flag(),
          "Whether trials of equal cells of earlier experiments stand for cells of this one; such"
              + " cells say where they are from.",
          "false",
          "true");

  private ControlKeys() {}
}
