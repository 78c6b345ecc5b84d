package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.benchmarks.scenario.LoadShape;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.ScenarioFault;
import dev.hamlet.benchmarks.scenario.SensorSetup;
import dev.hamlet.benchmarks.virtual.VirtualBoard;
import dev.hamlet.benchmarks.virtual.VirtualTrial;
import dev.hamlet.coordinator.align.AlignmentRules;
import dev.hamlet.coordinator.align.TrialAligner;
import dev.hamlet.twin.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Every kind of fault at many places of a trial, for many lengths, on three sensors. */
final class FaultCampaign {

  private static final int[] WORDS = {0x7007, 0x7127, 0x7727};
  private static final double[] PLACES_S = {-0.6, -0.1, -0.01, 0.3, 1.2, 1.9, 1.99, 2.3};
  private static final double[] DURATIONS_S = {0.003, 0.02, 0.2, 1};
  private static final double[] DRIFTS_W_PER_MIN = {-3, 0.1, 0.5, 3, 20};
  private static final double LEVEL_MILLI = 3_000;

  private final int repeats;
  private final SplittableRandom random;
  private final TrialAligner aligner = new TrialAligner(AlignmentRules.DEFAULT);

  /**
   * A campaign.
   *
   * @param repeats trials of each situation
   */
  FaultCampaign(int repeats, long seed) {
    this.repeats = repeats;
    this.random = new SplittableRandom(seed);
  }

  List<FaultFigures> run() {
    List<FaultFigures> figures = new ArrayList<>();
    for (int word : WORDS) {
      Scenario clean = Scenario.of("", SensorSetup.of(word), Load.of(LoadShape.STEADY, 20));
      String sensor = String.format(Locale.ROOT, "0x%04x", word);
      figures.add(without(clean, sensor));
      for (FaultKind kind : FaultKind.values()) {
        if (ScenarioFault.words().contains(kind.text())) {
          figures.add(with(clean, sensor, kind));
        }
      }
      figures.add(drift(clean, sensor));
    }
    return figures;
  }

  private FaultFigures without(Scenario clean, String sensor) {
    FaultTally tally = new FaultTally("none", sensor);
    for (int i = 0; i < PLACES_S.length * DURATIONS_S.length; i++) {
      trials(clean, "no fault", tally);
    }
    return tally.figures();
  }

  private FaultFigures with(Scenario clean, String sensor, FaultKind kind) {
    FaultTally tally = new FaultTally(kind.text(), sensor);
    for (double atS : PLACES_S) {
      for (double forS : DURATIONS_S) {
        String situation = String.format(Locale.ROOT, "%.3f s at %.2f s of the burst", forS, atS);
        trials(clean.with(List.of(new ScenarioFault(kind, atS, forS, 1))), situation, tally);
      }
    }
    return tally.figures();
  }

  private FaultFigures drift(Scenario clean, String sensor) {
    FaultTally tally = new FaultTally("idle drift", sensor);
    for (double drift : DRIFTS_W_PER_MIN) {
      trials(clean.withIdleDrift(drift), drift + " W/min", tally);
    }
    return tally.figures();
  }

  private void trials(Scenario scenario, String situation, FaultTally tally) {
    List<String> rails = scenario.sensor().rails().stream().map(Enum::name).toList();
    for (int i = 0; i < repeats; i++) {
      VirtualBoard board =
          new VirtualBoard(scenario, random.nextLong(), random.nextLong(), false, LEVEL_MILLI);
      VirtualTrial trial = board.runTrial();
      tally.add(
          situation,
          trial,
          aligner.align(
              trial.trace(),
              List.of(trial.samples()),
              List.of(board.group()),
              rails,
              board.protocol()));
    }
  }
}
