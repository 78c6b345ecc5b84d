package dev.hamlet.common.wire;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.time.TimeInterval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A trial's trace as value and message.
 *
 * <pre>
 *   burst starts b    inference 0: s0..e0    inference 1: s1..e1
 *   start_delta_ns = [s0-b, s1-s0, ...]      duration_ns = [e0-s0, e1-s1, ...]
 * </pre>
 */
final class TraceMapping {

  private TraceMapping() {}

  static dev.hamlet.proto.v1.TrialTrace toMessage(TrialTrace trace) {
    dev.hamlet.proto.v1.TrialTrace.Builder message =
        dev.hamlet.proto.v1.TrialTrace.newBuilder()
            .setFencingToken(trace.fencingToken())
            .setCellId(trace.cellId())
            .setTrialNumber(trace.trialNumber());
    trace.phases().forEach(phase -> message.addPhases(toMessage(phase)));
    Spans spans = trace.inferences();
    long previousNs = burstStartNs(trace.phases(), spans.size());
    for (int i = 0; i < spans.size(); i++) {
      message.addStartDeltaNs(spans.startNs()[i] - previousNs).addDurationNs(spans.durationNs(i));
      previousNs = spans.startNs()[i];
    }
    return message.build();
  }

  private static dev.hamlet.proto.v1.Phase toMessage(Phase phase) {
    return dev.hamlet.proto.v1.Phase.newBuilder()
        .setKind(PhaseMapping.toMessage(phase.kind()))
        .setStartMonotonicNs(phase.interval().startNs())
        .setEndMonotonicNs(phase.interval().endNs())
        .build();
  }

  static TrialTrace fromMessage(dev.hamlet.proto.v1.TrialTrace message) {
    Bounds.name("cell_id", message.getCellId());
    Bounds.check(message.getTrialNumber() > 0, "names trial %d", message.getTrialNumber());
    Bounds.check(message.getFencingToken() >= 0, "has a fencing token beyond 2^63");
    List<Phase> phases = phasesOf(message);
    return new TrialTrace(
        message.getFencingToken(),
        message.getCellId(),
        message.getTrialNumber(),
        phases,
        spansOf(message, phases));
  }

  private static List<Phase> phasesOf(dev.hamlet.proto.v1.TrialTrace message) {
    Bounds.count("phases", message.getPhasesCount(), Bounds.MAX_PHASES);
    List<Phase> phases = new ArrayList<>(message.getPhasesCount());
    Set<PhaseKind> seen = EnumSet.noneOf(PhaseKind.class);
    long previousEndNs = Long.MIN_VALUE;
    for (dev.hamlet.proto.v1.Phase one : message.getPhasesList()) {
      PhaseKind kind = PhaseMapping.fromMessage(one.getKind());
      Bounds.check(seen.add(kind), "has the phase %s twice", kind);
      Bounds.check(
          one.getStartMonotonicNs() >= previousEndNs
              && one.getEndMonotonicNs() >= one.getStartMonotonicNs(),
          "has a phase %s that overlaps the one before it or ends before it starts",
          kind);
      previousEndNs = one.getEndMonotonicNs();
      phases.add(
          new Phase(kind, new TimeInterval(one.getStartMonotonicNs(), one.getEndMonotonicNs())));
    }
    return phases;
  }

  private static Spans spansOf(dev.hamlet.proto.v1.TrialTrace message, List<Phase> phases) {
    int size = message.getStartDeltaNsCount();
    Bounds.count("inferences", size, Bounds.MAX_INFERENCES);
    Bounds.check(
        message.getDurationNsCount() == size,
        "has %d starts but %d durations",
        size,
        message.getDurationNsCount());
    long[] starts = new long[size];
    long[] ends = new long[size];
    long previousNs = burstStartNs(phases, size);
    long previousEndNs = previousNs;
    for (int i = 0; i < size; i++) {
      starts[i] = Bounds.sum("start_delta_ns", previousNs, positive(message.getStartDeltaNs(i)));
      ends[i] = Bounds.sum("duration_ns", starts[i], positive(message.getDurationNs(i)));
      Bounds.check(starts[i] >= previousEndNs, "has overlapping inferences at %d", i);
      previousNs = starts[i];
      previousEndNs = ends[i];
    }
    return new Spans(starts, ends);
  }

  private static long positive(long delta) {
    Bounds.check(delta >= 0, "has a span beyond 2^63 ns");
    return delta;
  }

  private static long burstStartNs(List<Phase> phases, int inferences) {
    for (Phase phase : phases) {
      if (phase.kind() == PhaseKind.BURST) {
        return phase.interval().startNs();
      }
    }
    Bounds.check(inferences == 0, "has %d inferences but no burst", inferences);
    return 0;
  }
}
