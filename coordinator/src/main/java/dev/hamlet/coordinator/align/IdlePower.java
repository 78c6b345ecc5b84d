package dev.hamlet.coordinator.align;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Idle power before and after a burst, summed over groups.
 *
 * @param beforeWatts before
 * @param afterWatts after
 * @param differenceErrorWatts standard error of the difference of the two
 * @param resolutionWatts smallest step of power that a reading shows
 */
record IdlePower(
    double beforeWatts, double afterWatts, double differenceErrorWatts, double resolutionWatts) {

  static IdlePower of(List<GroupSeries> groups, TrialWindows windows, AlignmentRules rules) {
    double before = 0;
    double after = 0;
    double variance = 0;
    double resolution = 0;
    for (GroupSeries group : groups) {
      IdleBaseline first = baseline(group, windows, rules, true);
      IdleBaseline second = baseline(group, windows, rules, false);
      before += first.meanWatts();
      after += second.meanWatts();
      variance += square(first.standardErrorWatts()) + square(second.standardErrorWatts());
      resolution += group.resolutionWatts();
    }
    return new IdlePower(before, after, Math.sqrt(variance), resolution);
  }

  static IdleBaseline baseline(
      GroupSeries group, TrialWindows windows, AlignmentRules rules, boolean before) {
    return IdleBaseline.of(
        group.series(), before ? windows.idleBefore() : windows.idleAfter(), group.maxGapNs(rules));
  }

  double meanWatts() {
    return (beforeWatts + afterWatts) / 2;
  }

  /**
   * Whether idle power drifted: its means before and after differ by more than the greatest of
   * three standard errors of their difference (chance), 2 % of their mean (what may be left of a
   * warm-up without harm to the figure) and one step of the reading (what the sensor cannot tell).
   * "Sigma" is of the difference of the two means, not of single samples: with hundreds of samples
   * in a baseline, three sigma of a sample would let a drift of a watt pass.
   */
  Optional<String> drift(AlignmentRules rules) {
    double limit =
        Math.max(
            Math.max(
                rules.idleDriftSigmas() * differenceErrorWatts,
                rules.idleDriftShare() * Math.abs(meanWatts())),
            resolutionWatts);
    double difference = Math.abs(afterWatts - beforeWatts);
    return difference <= limit
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Idle power drifted from %.3f W before to %.3f W after the burst, more than %.3f W.",
                beforeWatts,
                afterWatts,
                limit));
  }

  private static double square(double value) {
    return value * value;
  }
}
