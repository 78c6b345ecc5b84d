package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.common.experiment.VerdictState;

/**
 * What came of one cell, beside the truth. All energies are net, in joules per inference.
 *
 * @param verdict how it ended
 * @param reason the verdict's reason; for a failed one the first reason that a trial was refused
 * @param trials valid trials
 * @param invalid invalid trials
 * @param mean the cell's figure; NaN without a valid trial
 * @param ciLow lower bound of its random interval
 * @param ciHigh upper bound
 * @param totalLow lower bound of its total interval; NaN where the product states none
 * @param totalHigh upper bound
 * @param expected the expectation that the intervals must cover
 * @param measuredTruth mean of the true energies of the very trials that the figure is made of
 * @param others means of what the other methods make of the same trials, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of cells
record CellOutcome(
    VerdictState verdict,
    String reason,
    int trials,
    int invalid,
    double mean,
    double ciLow,
    double ciHigh,
    double totalLow,
    double totalHigh,
    double expected,
    double measuredTruth,
    double[] others) {

  boolean hasFigure() {
    return verdict != VerdictState.FAILED && trials >= 2;
  }

  boolean converged() {
    return verdict == VerdictState.CONVERGED;
  }

  /** Relative error of a figure of the very same trials. */
  double error(double figure) {
    return figure / measuredTruth - 1;
  }

  boolean randomCovers() {
    return ciLow <= expected && expected <= ciHigh;
  }

  boolean totalCovers() {
    return totalLow <= expected && expected <= totalHigh;
  }
}
