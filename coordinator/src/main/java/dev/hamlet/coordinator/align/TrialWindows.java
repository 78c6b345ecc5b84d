package dev.hamlet.coordinator.align;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.align.sanity.SampledTrial;
import java.util.List;
import java.util.Optional;

/**
 * The phases of a trial that figures are made of.
 *
 * @param idleBefore baseline before
 * @param burst the burst
 * @param guard the guard
 * @param idleAfter baseline after
 * @param quietNs how long nothing ran before the idle baseline: the settle phase
 * @param smearNs how far an edge of the power spreads in the samples, to each side
 */
record TrialWindows(
    TimeInterval idleBefore,
    TimeInterval burst,
    TimeInterval guard,
    TimeInterval idleAfter,
    long quietNs,
    long smearNs) {

  /** The windows of a trace; empty if a phase is missing. */
  static Optional<TrialWindows> of(TrialTrace trace) {
    Optional<TimeInterval> idleBefore = interval(trace, PhaseKind.IDLE_BEFORE);
    Optional<TimeInterval> burst = interval(trace, PhaseKind.BURST);
    Optional<TimeInterval> guard = interval(trace, PhaseKind.GUARD);
    Optional<TimeInterval> idleAfter = interval(trace, PhaseKind.IDLE_AFTER);
    if (idleBefore.isEmpty() || burst.isEmpty() || guard.isEmpty() || idleAfter.isEmpty()) {
      return Optional.empty();
    }
    long quietNs = interval(trace, PhaseKind.SETTLE).map(TimeInterval::durationNs).orElse(0L);
    return Optional.of(
        new TrialWindows(idleBefore.get(), burst.get(), guard.get(), idleAfter.get(), quietNs, 0));
  }

  /**
   * The same trial as sensors show it that spread an edge over so much time to each side: the idle
   * baseline before ends where the burst may begin to show.
   *
   * <p>A reading is anything between just converted and a whole round old. Its mean age is taken
   * off its stamp, so the first readings of a burst may stand before its start. A window that was
   * cut at the burst's edges would lose, at each, an eighth of a round of the power above idle, and
   * more with long conversions; 0.1 % of a burst of 2 s at 151 Hz.
   */
  TrialWindows smearedBy(long ns) {
    long untilNs =
        Math.max(idleBefore.startNs(), Math.min(idleBefore.endNs(), burst.startNs() - ns));
    return new TrialWindows(
        new TimeInterval(idleBefore.startNs(), untilNs), burst, guard, idleAfter, quietNs, ns);
  }

  private static Optional<TimeInterval> interval(TrialTrace trace, PhaseKind kind) {
    return trace.phase(kind).map(Phase::interval);
  }

  /** The same with baselines that are shorter by so much at both ends; empty at the least. */
  TrialWindows withIdleTrimmed(long byNs) {
    return new TrialWindows(
        trimmed(idleBefore, byNs), burst, guard, trimmed(idleAfter, byNs), quietNs, smearNs);
  }

  private static TimeInterval trimmed(TimeInterval window, long byNs) {
    long startNs = window.startNs() + Math.min(byNs, window.durationNs() / 2);
    return new TimeInterval(startNs, Math.max(startNs, window.endNs() - byNs));
  }

  /** From the start of the baseline before to the end of the one after. */
  TimeInterval whole() {
    return new TimeInterval(idleBefore.startNs(), idleAfter.endNs());
  }

  /**
   * What energy is integrated over: from where the burst may begin to show; to the end of the guard
   * where a sensor has a memory, since it reports a part of the burst after its end; elsewhere to
   * where the end of the burst shows at the latest.
   */
  TimeInterval energy(boolean sensorHasMemory) {
    long shownNs = Math.min(burst.endNs() + smearNs, guard.endNs());
    return new TimeInterval(
        Math.max(idleBefore.endNs(), burst.startNs() - smearNs),
        sensorHasMemory ? guard.endNs() : shownNs);
  }

  /** What the checks of the samples need. */
  SampledTrial sampled(
      boolean sensorHasMemory,
      Spans spans,
      List<SensorGroup> groups,
      List<String> rails,
      List<SampleBatch> samples) {
    long longestNs = 0;
    for (int i = 0; i < spans.size(); i++) {
      longestNs = Math.max(longestNs, spans.durationNs(i));
    }
    return new SampledTrial(
        idleBefore, burst, energy(sensorHasMemory), idleAfter, longestNs, groups, rails, samples);
  }
}
