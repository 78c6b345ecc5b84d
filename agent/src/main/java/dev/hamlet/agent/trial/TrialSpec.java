package dev.hamlet.agent.trial;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.Temperature;
import java.util.List;

/**
 * What a trial is to be.
 *
 * @param fencingToken token of the lease it runs under
 * @param cell the cell
 * @param trialNumber number within the cell, from 1
 * @param powerMode power mode that must be in force
 * @param reference temperatures of the cell's first trial; empty if this is it
 * @param protocol how to measure
 */
public record TrialSpec(
    long fencingToken,
    CellSpec cell,
    int trialNumber,
    String powerMode,
    List<Temperature> reference,
    MeasurementProtocol protocol) {

  /** Copies the list. */
  public TrialSpec {
    reference = List.copyOf(reference);
  }

  /**
   * Seed of the random gaps of this trial's burst: the protocol's seed, the cell and the number of
   * the trial, mixed (the finalizer of SplitMix64), so that neighbours have nothing in common and a
   * repetition of the same trial has the same gaps.
   */
  public long gapSeed() {
    long mixed = protocol.seed() ^ (31L * cell.cellId().hashCode() + trialNumber);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
