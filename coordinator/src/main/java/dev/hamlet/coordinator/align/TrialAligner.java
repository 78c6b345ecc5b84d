package dev.hamlet.coordinator.align;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.align.sanity.SampledTrial;
import dev.hamlet.coordinator.align.sanity.SanityFlags;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.Flag;
import dev.hamlet.coordinator.result.FlagKind;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the trace and the samples of one trial into figures, or into the reason why there are none.
 *
 * <pre>
 *   settle | idle before |      burst      |  guard  | idle after |
 *                        a                 b         g
 *   net = integral of P from a to b (to g where the sensor has a memory)
 *         - (idle before + idle after) / 2 x (b - a)   (or g - a)
 * </pre>
 *
 * <p>The window is longer than drawn by how far an edge spreads in the samples ({@code
 * TrialWindows.smearedBy}), to both sides.
 *
 * <p>All stamps are the device's; samples stand earlier by their group's lag. Stateless; safe from
 * any thread; the same input always gives the same figures.
 */
public final class TrialAligner {

  /** Samples to read beyond the phases: an edge needs one on either side. */
  private static final long MARGIN_NS = 100_000_000;

  private final AlignmentRules rules;

  /** With the given rules. */
  public TrialAligner(AlignmentRules rules) {
    this.rules = rules;
  }

  /**
   * The stretch of samples that {@link #align} needs, in stamps as logged (lag still in them);
   * empty if the trace lacks a phase.
   */
  public static Optional<TimeInterval> samplesNeeded(TrialTrace trace, List<SensorGroup> groups) {
    long lagNs = groups.stream().mapToLong(SensorGroup::lagNs).max().orElse(0);
    return TrialWindows.of(trace)
        .map(TrialWindows::whole)
        .map(
            whole ->
                new TimeInterval(whole.startNs() - MARGIN_NS, whole.endNs() + lagNs + MARGIN_NS));
  }

  /**
   * Measures one trial.
   *
   * @param samples batches of the device that cover {@link #samplesNeeded}, in the order of their
   *     stamps per group
   * @param groups all sensor groups of the device
   * @param rails names of the rails whose energies add up to the figure
   */
  public TrialMeasurement align(
      TrialTrace trace,
      List<SampleBatch> samples,
      List<SensorGroup> groups,
      List<String> rails,
      MeasurementProtocol protocol) {
    LatencyFigures latency =
        trace.inferences().size() == 0 ? null : LatencyMeter.of(trace.inferences());
    Optional<TrialWindows> windows = TrialWindows.of(trace);
    if (latency == null || windows.isEmpty()) {
      return rejected(latency, "The trial ended before all of its phases were over.");
    }
    List<GroupSeries> series;
    try {
      series =
          FigureRails.find(groups, rails).entrySet().stream()
              .map(entry -> GroupSeries.of(entry.getKey(), entry.getValue(), samples))
              .toList();
    } catch (HamletException e) {
      return rejected(latency, String.valueOf(e.getMessage()));
    }
    long smearNs = series.stream().mapToLong(GroupSeries::smearNs).max().orElse(0);
    TrialWindows shown = windows.get().smearedBy(smearNs);
    SampledTrial sampled =
        shown.sampled(memory(series), trace.inferences(), groups, rails, samples);
    return measure(trace, latency, shown, series, sampled, protocol);
  }

  private TrialMeasurement measure(
      TrialTrace trace,
      LatencyFigures latency,
      TrialWindows windows,
      List<GroupSeries> groups,
      SampledTrial sampled,
      MeasurementProtocol protocol) {
    SamplingFigures sampling = SamplingMeter.of(groups, windows.whole());
    Optional<String> hole = ValidityRules.idleCoverage(windows, groups, rules);
    if (hole.isPresent()) {
      return new TrialMeasurement(latency, null, sampling, hole, List.of());
    }
    TimeInterval window = sampled.energyWindow();
    Integral gross = Integral.of(groups, window, rules);
    Integral burst = Integral.of(groups, windows.burst(), rules);
    if (gross.missing().isPresent()) {
      return new TrialMeasurement(latency, null, sampling, gross.missing(), List.of());
    }
    IdlePower idle = IdlePower.of(groups, windows, rules);
    EnergyFigures energy = figures(window, gross, burst, windows.burst(), idle);
    List<Flag> flags = SanityFlags.of(sampled, energy);
    Optional<String> rejection =
        ValidityRules.burst(windows, trace.inferences(), protocol)
            .or(() -> ValidityRules.memory(windows, groups, rules))
            .or(() -> idle.drift(rules))
            .or(() -> stuck(flags));
    return new TrialMeasurement(latency, energy, sampling, rejection, flags);
  }

  private static boolean memory(List<GroupSeries> groups) {
    return groups.stream().anyMatch(group -> group.group().timeConstantNs() > 0);
  }

  /** What a sensor repeats while it stands still is no measurement. */
  private static Optional<String> stuck(List<Flag> flags) {
    return flags.stream()
        .filter(flag -> flag.kind() == FlagKind.STUCK_SENSOR)
        .findFirst()
        .map(flag -> "The sensor stood still: " + flag.sentence());
  }

  private static EnergyFigures figures(
      TimeInterval window,
      Integral gross,
      Integral burst,
      TimeInterval burstWindow,
      IdlePower idle) {
    double seconds = window.durationSeconds();
    double idleJoules = idle.meanWatts() * seconds;
    return new EnergyFigures(
        seconds,
        gross.joules(),
        idleJoules,
        gross.joules() - idleJoules,
        idle.meanWatts(),
        idle.beforeWatts(),
        idle.afterWatts(),
        burst.joules() / burstWindow.durationSeconds());
  }

  private static TrialMeasurement rejected(@Nullable LatencyFigures latency, String reason) {
    return new TrialMeasurement(latency, null, null, Optional.of(reason), List.of());
  }
}
