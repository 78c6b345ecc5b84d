package dev.hamlet.common.power;

/**
 * What reading a sensor was found to cost and to give, by trying it out.
 *
 * @param costP50Ns median duration of a read in ns; 0 if not measured
 * @param costP99Ns 99th percentile of the same; 0 if not measured
 * @param refreshRateHz how often values were seen to change; 0 if not measured, or if they never
 *     changed
 * @param repeatRatio share of reads that showed the same values as the one before, 0 to 1; negative
 *     if not measured
 */
public record ReadFigures(
    long costP50Ns, long costP99Ns, double refreshRateHz, double repeatRatio) {

  /** Nobody tried. */
  public static final ReadFigures UNKNOWN = new ReadFigures(0, 0, 0, -1);

  /** Whether somebody tried. */
  public boolean known() {
    return repeatRatio >= 0;
  }
}
