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
 */
record TrialWindows(
    TimeInterval idleBefore,
    TimeInterval burst,
    TimeInterval guard,
    TimeInterval idleAfter,
    long quietNs) {

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
        new TrialWindows(idleBefore.get(), burst.get(), guard.get(), idleAfter.get(), quietNs));
  }

  private static Optional<TimeInterval> interval(TrialTrace trace, PhaseKind kind) {
    return trace.phase(kind).map(Phase::interval);
  }

  /** The same with baselines that are shorter by so much at both ends; empty at the least. */
  TrialWindows withIdleTrimmed(long byNs) {
    return new TrialWindows(
        trimmed(idleBefore, byNs), burst, guard, trimmed(idleAfter, byNs), quietNs);
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
   * What energy is integrated over: to the end of the guard where a sensor has a memory, since it
   * reports a part of the burst after its end; to the end of the burst elsewhere.
   */
  TimeInterval energy(boolean sensorHasMemory) {
    return new TimeInterval(burst.startNs(), sensorHasMemory ? guard.endNs() : burst.endNs());
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
