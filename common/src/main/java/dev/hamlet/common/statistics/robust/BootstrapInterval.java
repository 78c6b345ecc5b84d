package dev.hamlet.common.statistics.robust;

/**
 * A figure with an interval from resampling, in the unit of the values.
 *
 * @param value the figure of the values themselves; NaN without values
 * @param ciLow lower bound; NaN if there are too few units
 * @param ciHigh upper bound; NaN if there are too few units
 * @param units how many units were resampled
 */
public record BootstrapInterval(double value, double ciLow, double ciHigh, int units) {}
