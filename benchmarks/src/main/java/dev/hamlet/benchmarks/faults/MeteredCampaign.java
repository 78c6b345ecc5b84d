package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.supervised.BoardEvent;
import dev.hamlet.benchmarks.supervised.SupervisedBoard;
import dev.hamlet.benchmarks.supervised.SupervisedCell;
import dev.hamlet.benchmarks.supervised.SupervisedTrial;
import dev.hamlet.coordinator.align.TrialMeasurement;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.ExternalMeterFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;

/** Clocks that jump while an external meter measures a trial. */
final class MeteredCampaign {

  private static final double[] PLACES_S = {-20, -1, -0.3, 0.5, 1.5, 2.3, 8};
  private static final double[] SIZES_S = {0.002, 0.02, 0.1, 0.5, 5};

  private final int configWord;
  private final int repeats;
  private final SplittableRandom random;

  MeteredCampaign(int configWord, int repeats, long seed) {
    this.configWord = configWord;
    this.repeats = repeats;
    this.random = new SplittableRandom(seed);
  }

  List<SupervisedFigures> run() {
    return List.of(
        run("no step", List.of(new ClockJump(false, 0, 0))),
        run("coord. step", jumps(false)),
        run("meter step", jumps(true)));
  }

  SupervisedFigures run(String trouble, List<ClockJump> jumps) {
    SupervisedTally tally =
        new SupervisedTally(trouble, String.format(Locale.ROOT, "0x%04x", configWord));
    for (ClockJump jump : jumps) {
      for (int i = 0; i < repeats; i++) {
        trial(jump, tally);
      }
    }
    return tally.figures();
  }

  private void trial(ClockJump jump, SupervisedTally tally) {
    SupervisedCell cell = SupervisedCell.of(configWord, random.nextLong());
    SupervisedTrial trial = SupervisedBoard.run(cell, BoardEvent.NONE, random.nextLong());
    TrialMeasurement measured = SupervisedTally.measure(cell, trial);
    EnergyFigures onBoard = Objects.requireNonNull(measured.energy(), "a quiet trial is valid");
    ExternalMeterFigures figures =
        new MeteredTrial(cell, trial, jump, random.split()).measure(onBoard);
    tally.add(jump.sentence(), trial, figures);
  }

  static List<ClockJump> jumps(boolean ofMeter) {
    List<ClockJump> jumps = new ArrayList<>();
    for (double atS : PLACES_S) {
      for (double sizeS : SIZES_S) {
        jumps.add(new ClockJump(ofMeter, atS, Math.round(sizeS * 1e9)));
      }
    }
    return jumps;
  }
}
