package dev.hamlet.coordinator.align;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;

/**
 * A trial with everything right, to be spoiled by a test: settle 20 ms, idle 500 ms at 3 W, burst 1
 * s at 9 W, guard 20 ms, idle 500 ms; sampled at exactly 1 kHz.
 */
final class TrialScene {

  static final long MS = 1_000_000;
  private static final long ORIGIN_NS = 77_000_000_000_000L;

  double refreshRateHz;
  long lagNs;
  long timeConstantNs;
  double resolutionWatts = 0.001;
  int leastInferences = 20;
  int phases = 5;
  List<String> rails = List.of("VDD_IN");
  LongToDoubleFunction watts = this::step;
  LongToDoubleFunction gpuWatts = ns -> 1;
  LongPredicate dropped = ns -> false;

  long idleBeforeNs() {
    return ORIGIN_NS + 20 * MS;
  }

  long burstStartNs() {
    return idleBeforeNs() + 500 * MS;
  }

  long burstEndNs() {
    return burstStartNs() + 1_000 * MS;
  }

  long idleAfterNs() {
    return burstEndNs() + 20 * MS;
  }

  double step(long ns) {
    return ns >= burstStartNs() && ns < burstEndNs() ? 9 : 3;
  }

  TrialMeasurement align() {
    return align(batches(250));
  }

  TrialMeasurement align(List<SampleBatch> batches) {
    return new TrialAligner(AlignmentRules.DEFAULT)
        .align(trace(), batches, groups(), rails, protocol());
  }

  TrialTrace trace() {
    List<Phase> all =
        List.of(
            phase(PhaseKind.SETTLE, ORIGIN_NS, idleBeforeNs()),
            phase(PhaseKind.IDLE_BEFORE, idleBeforeNs(), burstStartNs()),
            phase(PhaseKind.BURST, burstStartNs(), burstEndNs()),
            phase(PhaseKind.GUARD, burstEndNs(), idleAfterNs()),
            phase(PhaseKind.IDLE_AFTER, idleAfterNs(), idleAfterNs() + 500 * MS));
    long[] starts = LongStream.range(0, 100).map(i -> burstStartNs() + i * 10 * MS).toArray();
    long[] ends = LongStream.of(starts).map(start -> start + 9 * MS).toArray();
    return new TrialTrace(7, "c0ffee", 1, all.subList(0, phases), new Spans(starts, ends));
  }

  private static Phase phase(PhaseKind kind, long startNs, long endNs) {
    return new Phase(kind, new TimeInterval(startNs, endNs));
  }

  List<SensorGroup> groups() {
    return List.of(
        group("a", new Rail("VDD_IN", RailScope.SUPPLY, resolutionWatts), "VDD_GPU"),
        group("b", new Rail("VDD_MUX", RailScope.SUPPLY, resolutionWatts), "VDD_SOC"));
  }

  private SensorGroup group(String name, Rail supply, String component) {
    List<Rail> both = List.of(supply, new Rail(component, RailScope.COMPONENT, resolutionWatts));
    return new SensorGroup(
        name, name, "twin", true, 1_000, refreshRateHz, timeConstantNs, lagNs, both);
  }

  /** Batches of both groups: the scene's powers on VDD_IN and VDD_GPU, 2 W on VDD_MUX. */
  List<SampleBatch> batches(int size) {
    long[] stamps =
        LongStream.range(-150, 2_200)
            .map(i -> ORIGIN_NS + i * MS)
            .filter(ns -> !dropped.test(ns))
            .toArray();
    List<SampleBatch> batches = new ArrayList<>();
    for (int from = 0; from < stamps.length; from += size) {
      long[] part = Arrays.copyOfRange(stamps, from, Math.min(from + size, stamps.length));
      batches.add(batch("a", part, List.of("VDD_IN", "VDD_GPU"), List.of(watts, gpuWatts)));
      batches.add(batch("b", part, List.of("VDD_MUX"), List.of(ns -> 2)));
    }
    return batches;
  }

  private SampleBatch batch(
      String group, long[] stamps, List<String> rails, List<LongToDoubleFunction> powers) {
    long[][] values =
        powers.stream().map(power -> milliwatts(stamps, power)).toArray(long[][]::new);
    long[] lagging = LongStream.of(stamps).map(ns -> ns + lagNs).toArray();
    return new SampleBatch(
        group,
        group,
        rails.stream().map(ColumnSpec::milliwatts).toList(),
        lagging,
        new int[stamps.length],
        values,
        SamplingCounters.NONE);
  }

  private static long[] milliwatts(long[] stamps, LongToDoubleFunction power) {
    return LongStream.of(stamps).map(ns -> Math.round(power.applyAsDouble(ns) * 1e3)).toArray();
  }

  private MeasurementProtocol protocol() {
    Duration idle = Duration.ofMillis(500);
    Duration guard = Duration.ofMillis(20);
    return new MeasurementProtocol(
        "demo",
        Duration.ofMillis(300),
        3,
        guard,
        idle,
        Duration.ofSeconds(1),
        leastInferences,
        guard,
        Duration.ofMinutes(1),
        2,
        Duration.ofMinutes(1),
        42);
  }
}
