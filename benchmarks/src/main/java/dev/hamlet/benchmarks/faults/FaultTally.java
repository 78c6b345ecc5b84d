package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.virtual.VirtualTrial;
import dev.hamlet.coordinator.align.TrialMeasurement;
import dev.hamlet.coordinator.result.EnergyFigures;
import java.util.Objects;

/** What became of the trials that one kind of fault happened to. One thread. */
final class FaultTally {

  /** Ten times the usual error of a trial without faults: beyond it a figure is wrong. */
  static final double WRONG_RATIO = 0.04;

  private final String fault;
  private final String sensor;
  private int trials;
  private int valid;
  private int flagged;
  private int wrong;
  private double worstRatio;
  private String sentence = "";
  private String wrongCase = "";

  FaultTally(String fault, String sensor) {
    this.fault = fault;
    this.sensor = sensor;
  }

  void add(String situation, VirtualTrial trial, TrialMeasurement measured) {
    trials++;
    if (!measured.isValid()) {
      if (sentence.isEmpty()) {
        sentence = measured.rejection().orElseThrow();
      }
      return;
    }
    valid++;
    flagged += measured.flags().isEmpty() ? 0 : 1;
    double errorRatio = Math.abs(errorRatio(trial, measured));
    worstRatio = Math.max(worstRatio, errorRatio);
    if (errorRatio > WRONG_RATIO && measured.flags().isEmpty()) {
      wrong++;
      wrongCase = wrongCase.isEmpty() ? situation : wrongCase;
    }
  }

  private static double errorRatio(VirtualTrial trial, TrialMeasurement measured) {
    EnergyFigures energy = Objects.requireNonNull(measured.energy(), "energy of a valid trial");
    double perInference = energy.netJoules() / trial.readings().inferences();
    return perInference / trial.trueNetJoulesPerInference() - 1;
  }

  FaultFigures figures() {
    return new FaultFigures(
        fault, sensor, trials, valid, flagged, worstRatio, wrong, wrongCase, sentence);
  }
}
