package dev.hamlet.coordinator.align;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.time.TimeInterval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules that a trial must keep for its figures to count, each with its sentence. */
final class ValidityRules {

  private ValidityRules() {}

  /** The burst ran as long, and as often, as the protocol asks for. */
  static Optional<String> burst(TrialWindows windows, Spans spans, MeasurementProtocol protocol) {
    TimeInterval burst = windows.burst();
    if (spans.size() < protocol.burstInferences()) {
      return Optional.of(
          "The burst has %d inferences, fewer than %d."
              .formatted(spans.size(), protocol.burstInferences()));
    }
    if (burst.durationNs() < protocol.burst().toNanos()) {
      return tooShort("burst", burst.durationNs(), protocol.burst().toNanos());
    }
    if (spans.startNs()[0] < burst.startNs() || spans.endNs()[spans.size() - 1] > burst.endNs()) {
      return Optional.of("Inferences lie outside of the burst.");
    }
    return Optional.empty();
  }

  /** A sensor with a memory had the time to forget: settle and guard are long enough for it. */
  static Optional<String> memory(
      TrialWindows windows, List<GroupSeries> groups, AlignmentRules rules) {
    for (GroupSeries group : groups) {
      long leastNs = Math.round(rules.timeConstants() * group.group().timeConstantNs());
      if (windows.guard().durationNs() < leastNs) {
        return tooShort("guard", windows.guard().durationNs(), leastNs);
      }
      if (windows.quietNs() < leastNs) {
        return tooShort("settle phase", windows.quietNs(), leastNs);
      }
    }
    return Optional.empty();
  }

  /** Both baselines rest on enough samples. */
  static Optional<String> idleCoverage(
      TrialWindows windows, List<GroupSeries> groups, AlignmentRules rules) {
    for (GroupSeries group : groups) {
      Optional<String> before =
          coverage(
              "before",
              IdlePower.baseline(group, windows, rules, true),
              windows.idleBefore(),
              rules);
      if (before.isPresent()) {
        return before;
      }
      Optional<String> after =
          coverage(
              "after",
              IdlePower.baseline(group, windows, rules, false),
              windows.idleAfter(),
              rules);
      if (after.isPresent()) {
        return after;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> coverage(
      String which, IdleBaseline baseline, TimeInterval window, AlignmentRules rules) {
    double leastSeconds = rules.minIdleCoverage() * window.durationSeconds();
    if (baseline.samples() >= rules.minIdleSamples() && baseline.coveredSeconds() >= leastSeconds) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The idle baseline %s has only %d samples over %.3f of its %.3f s.",
            which,
            baseline.samples(),
            baseline.coveredSeconds(),
            window.durationSeconds()));
  }

  private static Optional<String> tooShort(String what, long hasNs, long leastNs) {
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The %s took %.3f s, less than %.3f s.",
            what,
            hasNs / 1e9,
            leastNs / 1e9));
  }
}
