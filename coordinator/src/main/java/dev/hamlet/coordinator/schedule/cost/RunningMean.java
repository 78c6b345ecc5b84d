package dev.hamlet.coordinator.schedule.cost;

/** A mean over what was added last: old values fade once there are {@value #MEMORY} of them. */
final class RunningMean {

  private static final int MEMORY = 50;

  private int count;
  private double mean;

  void add(double value) {
    count = Math.min(count + 1, MEMORY);
    mean += (value - mean) / count;
  }

  /**
   * The mean, drawn towards what is known otherwise: {@code (n mean + w prior) / (n + w)}.
   *
   * @param weight as how many values the prior counts
   */
  double towards(double prior, double weight) {
    return (count * mean + weight * prior) / (count + weight);
  }
}
