package dev.hamlet.coordinator.experiment.file;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Measurement profiles: values of protocol and policy that belong together. */
public enum Profile {
  /** A few minutes for a whole matrix; short baselines, an unfiltered sensor. */
  DEMO(ms(100), 3, ms(200), ms(200), 20, 10, 60, 1),
  /** A first look: ten bursts of 2 s. */
  QUICK(ms(500), 5, ms(1_000), ms(2_000), 20, 10, 30, 2),
  /** Figures for a publication: long baselines, at least thirty trials. */
  PAPER(ms(2_000), 10, ms(5_000), ms(5_000), 20, 30, 200, 5),
  /** Bursts of the length of MLPerf 0.5's single stream. */
  LONG60(ms(10_000), 10, ms(5_000), ms(60_000), 1_024, 5, 20, 1),
  /** Bursts of the length that MLPerf asks for now. */
  LONG600(ms(10_000), 10, ms(10_000), ms(600_000), 1_024, 5, 10, 1);

  private static final Duration SETTLE = ms(20);
  private static final Duration GATE_TIMEOUT = Duration.ofMinutes(10);

  private final Duration warmUp;
  private final int warmUpInferences;
  private final Duration idle;
  private final Duration burst;
  private final int burstInferences;
  private final int minTrials;
  private final int maxTrials;
  private final int visit;

  Profile(
      Duration warmUp,
      int warmUpInferences,
      Duration idle,
      Duration burst,
      int burstInferences,
      int minTrials,
      int maxTrials,
      int visit) {
    this.warmUp = warmUp;
    this.warmUpInferences = warmUpInferences;
    this.idle = idle;
    this.burst = burst;
    this.burstInferences = burstInferences;
    this.minTrials = minTrials;
    this.maxTrials = maxTrials;
    this.visit = visit;
  }

  /** The word in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Profile::word).toList();
  }

  /** The profile of a word. */
  public static Optional<Profile> of(String word) {
    return Arrays.stream(values()).filter(profile -> profile.word().equals(word)).findFirst();
  }

  /**
   * How a trial is measured. Settle and guard are the least that any sensor gets; a device's
   * sensors lengthen them.
   */
  public MeasurementProtocol protocol(long seed) {
    return new MeasurementProtocol(
        word(),
        warmUp,
        warmUpInferences,
        SETTLE,
        idle,
        burst,
        burstInferences,
        SETTLE,
        Duration.ZERO,
        2.0,
        GATE_TIMEOUT,
        seed);
  }

  /** How often trials repeat: until both intervals are within 5 % of their means, to each side. */
  public TrialPolicy trials() {
    return new TrialPolicy(
        minTrials,
        maxTrials,
        visit,
        0.95,
        0.05,
        WidthOf.HALF,
        Set.of(StoppingMetric.LATENCY, StoppingMetric.NET_ENERGY));
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }
}
