package dev.hamlet.coordinator.align;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.CarriedStamp;
import dev.hamlet.common.time.offset.ClockLimits;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Measures a trial a second time, by a meter with a clock of its own.
 *
 * <p>The trial's phases are carried into the meter's time; there gross, idle and net energy are
 * taken by the same rules as from the board's own rails. An error d of the carried edges moves
 * power above idle in or out of the window: the net energy is off by at most {@code d x (Pa + Pb)},
 * with P the greatest power above idle within d of an edge. The idle baselines are shorter by d at
 * both ends, so that nothing of a burst can be in them. A trial that is not equally long by both
 * clocks has no figure: the meter, or the board, stood still in it.
 *
 * <p>Stateless; safe from any thread.
 */
public final class ExternalMeterAligner {

  private final AlignmentRules rules;

  /** With the rules that the board's own rails are measured by. */
  public ExternalMeterAligner(AlignmentRules rules) {
    this.rules = rules;
  }

  /**
   * Measures one trial.
   *
   * @param trace phases and inferences in the device's time
   * @param onBoard energies by the device's own rails
   * @param groups the meter's sensor groups
   * @param rails the meter's rails whose energies add up to the figure
   * @param carrier from the device's time to the meter's
   * @param samples the meter's batches for a window of its time, lag still in it
   */
  public ExternalMeterFigures measure(
      TrialTrace trace,
      EnergyFigures onBoard,
      List<SensorGroup> groups,
      List<String> rails,
      StampCarrier carrier,
      Function<TimeInterval, List<SampleBatch>> samples) {
    List<Phase> phases = new ArrayList<>();
    long errorNs = 0;
    for (Phase phase : trace.phases()) {
      Optional<CarriedStamp> start = carrier.carry(phase.interval().startNs());
      Optional<CarriedStamp> end = carrier.carry(phase.interval().endNs());
      if (start.isEmpty() || end.isEmpty()) {
        return none(rails, "The clocks of device and meter are not known yet.");
      }
      long startNs = start.get().stampNs();
      phases.add(
          new Phase(
              phase.kind(), new TimeInterval(startNs, Math.max(startNs, end.get().stampNs()))));
      errorNs = Math.max(errorNs, Math.max(start.get().errorNs(), end.get().errorNs()));
    }
    Optional<String> torn = torn(trace.phases(), phases, errorNs);
    if (torn.isPresent()) {
      return none(rails, torn.get());
    }
    TrialTrace carried =
        new TrialTrace(
            trace.fencingToken(),
            trace.cellId(),
            trace.trialNumber(),
            phases,
            new Spans(new long[0], new long[0]));
    long boundNs = errorNs;
    return TrialWindows.of(carried)
        .map(windows -> new Edges(windows.withIdleTrimmed(boundNs), boundNs))
        .map(edges -> measure(carried, edges, trace, onBoard, groups, rails, samples))
        .orElseGet(() -> none(rails, "The trial ended before all of its phases were over."));
  }

  /**
   * A clock that stood still or was set while the trial ran: then the trial is not as long by the
   * meter's clock as by the device's, though its edges may be known well, and energy of the
   * difference is missing or too much. A coordinator that slept moves both edges alike, which does
   * no harm.
   */
  private static Optional<String> torn(List<Phase> device, List<Phase> meter, long errorNs) {
    if (device.isEmpty()) {
      return Optional.empty();
    }
    long deviceNs = lengthNs(device);
    long meterNs = lengthNs(meter);
    double allowedNs = 2.0 * errorNs + 2 * ClockLimits.DEFAULT.worstDriftRatio() * deviceNs;
    return Math.abs(meterNs - deviceNs) <= allowedNs
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "The trial took %.3f s by its board's clock, but %.3f s by the meter's: one of them"
                    + " stood still or stepped.",
                deviceNs / 1e9,
                meterNs / 1e9));
  }

  private static long lengthNs(List<Phase> phases) {
    return phases.get(phases.size() - 1).interval().endNs() - phases.get(0).interval().startNs();
  }

  /** The windows in the meter's time, and how far their edges may be off. */
  private record Edges(TrialWindows windows, long errorNs) {}

  private ExternalMeterFigures measure(
      TrialTrace carried,
      Edges edges,
      TrialTrace trace,
      EnergyFigures onBoard,
      List<SensorGroup> groups,
      List<String> rails,
      Function<TimeInterval, List<SampleBatch>> samples) {
    if (edges.windows().idleBefore().durationNs() == 0
        || edges.windows().idleAfter().durationNs() == 0) {
      return none(
          rails,
          String.format(
              Locale.ROOT,
              "The clocks are known to %.3f s only: nothing is left of an idle baseline.",
              edges.errorNs() / 1e9));
    }
    try {
      List<SampleBatch> batches =
          TrialAligner.samplesNeeded(carried, groups).map(samples).orElse(List.of());
      List<GroupSeries> series =
          FigureRails.find(groups, rails).entrySet().stream()
              .map(entry -> GroupSeries.of(entry.getKey(), entry.getValue(), batches))
              .toList();
      return measure(edges, trace.inferences().size(), onBoard, rails, series);
    } catch (HamletException e) {
      return none(rails, String.valueOf(e.getMessage()));
    }
  }

  private ExternalMeterFigures measure(
      Edges edges,
      int inferences,
      EnergyFigures onBoard,
      List<String> rails,
      List<GroupSeries> series) {
    TrialWindows windows = edges.windows();
    Optional<String> hole =
        ValidityRules.idleCoverage(windows, series, rules)
            .or(() -> ValidityRules.memory(windows, series, rules));
    // To the end of the guard in any case: power at that edge is idle power.
    TimeInterval window = windows.energy(true);
    Integral gross = Integral.of(series, window, rules);
    Optional<String> missing = hole.or(gross::missing);
    if (missing.isPresent()) {
      return none(rails, missing.get());
    }
    double idleWatts = IdlePower.of(series, windows, rules).meanWatts();
    double limitWatts =
        edgeWatts(series, window.startNs(), edges.errorNs(), idleWatts)
            + edgeWatts(series, window.endNs(), edges.errorNs(), idleWatts);
    return new ExternalMeterFigures(
        rails,
        inferences,
        gross.joules(),
        gross.joules() - idleWatts * window.durationSeconds(),
        onBoard.netJoules(),
        edges.errorNs() / 1e9,
        edges.errorNs() / 1e9 * limitWatts,
        "");
  }

  /** Greatest power above or below idle within the error of an edge, and a sample on. */
  private static double edgeWatts(
      List<GroupSeries> series, long edgeNs, long errorNs, double idleWatts) {
    double watts = 0;
    for (GroupSeries group : series) {
      long reachNs = errorNs + Math.round(group.intervalNs());
      long[] stamps = group.series().monotonicNs();
      int from = Math.max(0, group.series().indexAtOrBefore(edgeNs - reachNs));
      double greatest = 0;
      for (int i = from; i < stamps.length && stamps[i] <= edgeNs + reachNs; i++) {
        greatest =
            Math.max(greatest, Math.abs(group.series().watts()[i] - idleWatts / series.size()));
      }
      watts += greatest;
    }
    return watts;
  }

  private static ExternalMeterFigures none(List<String> rails, String reason) {
    return ExternalMeterFigures.none(rails, reason);
  }
}
