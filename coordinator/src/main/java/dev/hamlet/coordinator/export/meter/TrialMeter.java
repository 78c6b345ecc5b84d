package dev.hamlet.coordinator.export.meter;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.metrics.Histogram;
import dev.hamlet.common.metrics.HistogramValue;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.cell.trial.TrialListener;
import dev.hamlet.coordinator.cell.trial.TrialMeasurer;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Distributions over trials as their figures are made, with the trial as example of each bucket. Of
 * models and variants the {@value #MOST_MODELS} that were measured last are kept; golden-model
 * checks are none of them.
 *
 * <p>Threads: figures are made on one thread, any thread reads.
 */
public final class TrialMeter implements TrialListener {

  private static final String OUTSIDE = "outside";

  /** What may become of an inference. */
  public static final List<String> OUTCOMES = List.of("aligned", "partial", "no_energy", OUTSIDE);

  static final int MOST_MODELS = 40;

  private static final double[] LATENCIES = {
    .00005, .0001, .0002, .0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 5
  };
  private static final double[] ENERGIES = {
    .00001, .00005, .0001, .0005, .001, .005, .01, .05, .1, .5, 1, 5, 10, 50
  };
  private static final double[] DURATIONS = {.001, .005, .01, .05, .1, .5, 1, 5};
  private static final double[] ERRORS = {.0001, .0005, .001, .002, .005, .01, .1};

  private final MonotonicClock clock;
  private final Histogram durations = new Histogram(DURATIONS);
  private final Histogram errors = new Histogram(ERRORS);
  private final Map<String, Long> inferences = new TreeMap<>();
  private final Map<String, Double> coverage = new TreeMap<>();
  private final Map<ModelKey, Distributions> models =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelKey, Distributions> eldest) {
          return size() > MOST_MODELS;
        }
      };

  /** A meter that has seen nothing. */
  public TrialMeter(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * What a distribution is of.
   *
   * @param model model
   * @param variant variant
   * @param simulated true for trials of twins
   */
  public record ModelKey(String model, String variant, boolean simulated) {}

  /**
   * Distributions of a variant.
   *
   * @param latencySeconds durations of inferences
   * @param energyJoules net energies per inference of trials
   */
  public record ModelFigures(HistogramValue latencySeconds, HistogramValue energyJoules) {}

  /**
   * All of it at one moment.
   *
   * @param durations seconds to make the figures of a trial
   * @param errors seconds within which power is known beside an inference
   * @param inferences by what became of them
   * @param coverage share of the samples of the last trial that are there, by device
   * @param models by variant
   */
  public record Figures(
      HistogramValue durations,
      HistogramValue errors,
      Map<String, Long> inferences,
      Map<String, Double> coverage,
      Map<ModelKey, ModelFigures> models) {}

  private record Distributions(Histogram latency, Histogram energy) {}

  /** The same measurer, with the time that it takes counted. */
  public TrialMeasurer timing(TrialMeasurer inner) {
    return (TrialReport report,
        DeviceSession session,
        PlannedCell cell,
        MeasurementProtocol protocol) -> {
      long beganNs = clock.monotonicNs();
      TrialResult result = inner.measure(report, session, cell, protocol);
      took((clock.monotonicNs() - beganNs) / 1e9);
      return result;
    };
  }

  private synchronized void took(double seconds) {
    durations.add(seconds);
  }

  @Override
  public synchronized void measured(
      DeviceSession session, PlannedCell cell, TrialTrace trace, TrialResult result) {
    long outside = outside(trace);
    inferences.merge(OUTSIDE, outside, Long::sum);
    inferences.merge(outcome(result), trace.inferences().size() - outside, Long::sum);
    SamplingFigures sampling = result.sampling();
    if (sampling != null && sampling.samplesTaken() > 0) {
      errors.add(0.5 / sampling.achievedRateHz());
      coverage.put(
          result.device(),
          (double) sampling.samplesTaken() / (sampling.samplesTaken() + sampling.samplesMissed()));
    }
    if (result.status() == TrialStatus.VALID && !cell.group().isGoldenCheck()) {
      boolean simulated = session.description().simulated();
      distribute(cell, simulated, trace.inferences(), result);
    }
  }

  /** Inferences that began before the burst or ended after it; none where there is no burst. */
  static long outside(TrialTrace trace) {
    Spans spans = trace.inferences();
    return trace
        .phase(PhaseKind.BURST)
        .map(burst -> burst.interval())
        .map(
            burst ->
                IntStream.range(0, spans.size())
                    .filter(
                        i ->
                            spans.startNs()[i] < burst.startNs()
                                || spans.endNs()[i] > burst.endNs())
                    .count())
        .orElse(0L);
  }

  private static String outcome(TrialResult result) {
    if (result.energy() == null) {
      return "no_energy";
    }
    return result.status() == TrialStatus.VALID ? "aligned" : "partial";
  }

  synchronized void distribute(
      PlannedCell cell, boolean simulated, Spans spans, TrialResult result) {
    Map<String, String> labels =
        Map.of(
            "experiment",
            cell.group().experimentId(),
            "cell",
            cell.cellId(),
            "trial",
            Integer.toString(result.trialNumber()));
    Distributions of = of(cell, simulated);
    for (int i = 0; i < spans.size(); i++) {
      of.latency.add(spans.durationNs(i) / 1e9, labels, result.finishedEpochMs());
    }
    EnergyFigures energy = result.energy();
    LatencyFigures latency = result.latency();
    if (energy != null && latency != null) {
      of.energy.add(energy.netJoules() / latency.inferences(), labels, result.finishedEpochMs());
    }
  }

  private Distributions of(PlannedCell cell, boolean simulated) {
    ModelKey key = new ModelKey(cell.spec().model(), cell.spec().variant(), simulated);
    return models.computeIfAbsent(
        key, absent -> new Distributions(new Histogram(LATENCIES), new Histogram(ENERGIES)));
  }

  /** What was counted so far. */
  public synchronized Figures figures() {
    Map<ModelKey, ModelFigures> byModel = new LinkedHashMap<>();
    models.forEach(
        (key, of) -> byModel.put(key, new ModelFigures(of.latency.value(), of.energy.value())));
    return new Figures(
        durations.value(), errors.value(), Map.copyOf(inferences), Map.copyOf(coverage), byModel);
  }
}
