package dev.hamlet.coordinator.align.sanity;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rail of the figure whose value stood still while it should have moved.
 *
 * <p>A value may rest for good reasons: a steady load, a coarse step, a filter that has settled. So
 * a rest counts only against what the same rail does elsewhere in the same window (or, where the
 * rest fills the window, in the others): it must go up and down between at least three values
 * there, and a rest of that length must then be as good as impossible by chance. In a burst, where
 * power follows the phases of an inference, the rest must cover three whole inferences. A rail that
 * never moves in a trial in which another rail does is stuck too.
 */
final class StuckSensor {

  private static final int LEAST_SAMPLES = 50;
  private static final double LEAST_REFRESHES = 50;
  private static final int INFERENCES = 3;
  private static final double STEPS_OF_OTHERS = 4;
  private static final double SETTLE_TIME_CONSTANTS = 5;

  /**
   * An averaging sensor wanders slowly: its samples tell as little as its time constant is long.
   */
  private static final double REST_TIME_CONSTANTS = 10;

  private final SampledTrial trial;
  private final SensorGroup group;
  private final PowerSeries series;

  private StuckSensor(SampledTrial trial, SensorGroup group, PowerSeries series) {
    this.trial = trial;
    this.group = group;
    this.series = series;
  }

  static List<Flag> of(SampledTrial trial) {
    List<Flag> flags = new ArrayList<>();
    for (SensorGroup group : trial.groups()) {
      for (Rail rail : group.rails()) {
        if (trial.rails().contains(rail.name())) {
          trial
              .series(group, rail.name())
              .flatMap(series -> new StuckSensor(trial, group, series).find(rail))
              .ifPresent(flags::add);
        }
      }
    }
    return flags;
  }

  private Optional<Flag> find(Rail rail) {
    Stretch whole = Stretch.of(series, trial.whole());
    Rest everything = whole.longestRest();
    if (whole.samples() >= LEAST_SAMPLES && everything.samples() == whole.samples()) {
      return othersMoved(rail) ? Optional.of(flag(rail, everything)) : Optional.empty();
    }
    Stretch before = Stretch.of(series, trial.idleBefore());
    Stretch burst = Stretch.of(series, steadyBurst());
    Stretch after = Stretch.of(series, trial.idleAfter());
    return stuck(burst, INFERENCES * trial.longestInferenceNs(), List.of(before, after))
        .or(() -> stuck(before, 0, List.of(burst, after)))
        .or(() -> stuck(after, 0, List.of(before, burst)))
        .or(() -> new EdgeRest(trial, group, series, rail).find())
        .map(rest -> flag(rail, rest));
  }

  private Optional<Rest> stuck(Stretch stretch, long leastNs, List<Stretch> others) {
    Rest rest = stretch.longestRest();
    if (rest.samples() < LEAST_SAMPLES || rest.durationNs() < Math.max(leastNs, shortestRestNs())) {
      return Optional.empty();
    }
    Liveliness elsewhere = stretch.livelinessOutside(rest);
    boolean implausible =
        elsewhere.samples() >= LEAST_SAMPLES
            ? elsewhere.rulesOut(rest)
            : others.stream().allMatch(other -> other.liveliness().rulesOut(rest));
    return implausible ? Optional.of(rest) : Optional.empty();
  }

  /** Least length of a rest: many refreshes, and many time constants of a sensor with a memory. */
  private long shortestRestNs() {
    double rateHz = group.refreshRateHz() > 0 ? group.refreshRateHz() : group.nominalRateHz();
    double memoryNs = REST_TIME_CONSTANTS * group.timeConstantNs();
    return Math.round(Math.max(LEAST_REFRESHES / rateHz * 1e9, memoryNs));
  }

  /** The burst without the rise of an averaging sensor. */
  private TimeInterval steadyBurst() {
    TimeInterval burst = trial.burst();
    long riseNs = Math.round(SETTLE_TIME_CONSTANTS * group.timeConstantNs());
    return new TimeInterval(Math.min(burst.endNs(), burst.startNs() + riseNs), burst.endNs());
  }

  private boolean othersMoved(Rail rail) {
    double leastWatts = STEPS_OF_OTHERS * rail.resolutionWatts();
    return trial.groups().stream()
        .flatMap(
            one ->
                one.rails().stream()
                    .filter(other -> !other.name().equals(rail.name()))
                    .flatMap(other -> trial.series(one, other.name()).stream()))
        .anyMatch(other -> Stretch.of(other, trial.whole()).rangeWatts() > leastWatts);
  }

  private static Flag flag(Rail rail, Rest rest) {
    return new Flag(
        FlagKind.STUCK_SENSOR,
        String.format(
            Locale.ROOT,
            "%s showed %.3f W in %d samples in a row, over %.3f s.",
            rail.name(),
            rest.watts(),
            rest.samples(),
            rest.durationNs() / 1e9));
  }
}
