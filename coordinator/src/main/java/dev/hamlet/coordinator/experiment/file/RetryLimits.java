package dev.hamlet.coordinator.experiment.file;

import java.util.OptionalInt;

/**
 * How often is tried again what went wrong, by cause. A fault of the model is never tried again.
 *
 * @param infrastructure further attempts of a cell after one was lost to a device, its link or its
 *     host
 * @param invalid how often in a row the trial after an invalid one may be invalid too before the
 *     cell fails; empty for no limit but the greatest share of invalid trials
 */
public record RetryLimits(int infrastructure, OptionalInt invalid) {

  /** What holds where a file says nothing. */
  public static final RetryLimits DEFAULT = new RetryLimits(2, OptionalInt.empty());
}
