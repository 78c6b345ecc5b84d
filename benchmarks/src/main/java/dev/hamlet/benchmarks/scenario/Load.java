package dev.hamlet.benchmarks.scenario;

/**
 * What runs in a burst.
 *
 * @param shape how the power of an inference goes over time
 * @param inferenceMs mean duration of an inference, in ms
 * @param periodMs period of a bursty load, in ms
 * @param threads busy threads of the load's mean power
 * @param spreadRatio standard deviation of a trial's mean power, over its mean: what differs from
 *     trial to trial without anybody's doing
 * @param jitterRatio standard deviation of the duration of an inference, over its mean; that of a
 *     trial's mean duration is the same
 */
public record Load(
    LoadShape shape,
    double inferenceMs,
    double periodMs,
    double threads,
    double spreadRatio,
    double jitterRatio) {

  /** Peaks of 1.7 times the mean, cells of up to 1.2 times the usual, trials that differ. */
  static final double GREATEST_BURSTY_THREADS = 2.6;

  /**
   * Three threads, fewer where a load has peaks, so that six cores can bear the greatest of all
   * cells; 2 % from trial to trial, 0.5 % in duration, a period of 5 ms at most.
   */
  public static Load of(LoadShape shape, double inferenceMs) {
    double threads = shape == LoadShape.BURSTY ? GREATEST_BURSTY_THREADS : 3;
    return new Load(shape, inferenceMs, Math.min(5, inferenceMs), threads, 0.02, 0.005);
  }

  /** The same with another spread from trial to trial. */
  public Load withSpread(double ratio) {
    return new Load(shape, inferenceMs, periodMs, threads, ratio, jitterRatio);
  }
}
