package dev.hamlet.coordinator.schedule.cost;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Means on rungs from the general to the particular: each rung corrects the one before it by what
 * was seen at its own key, the more the more was seen. Holds at most {@value #MAX_KEYS} keys; then
 * it forgets all of them and learns anew.
 */
final class Ladder {

  static final int MAX_KEYS = 500_000;

  private final double weight;
  private final Map<Object, RunningMean> means = new HashMap<>();

  /**
   * @param weight as how many values what a more general rung says counts
   */
  Ladder(double weight) {
    this.weight = weight;
  }

  void add(List<?> rungs, double value) {
    if (means.size() > MAX_KEYS) {
      means.clear();
    }
    rungs.forEach(rung -> means.computeIfAbsent(rung, key -> new RunningMean()).add(value));
  }

  /** What the rungs say, the general ones first, starting from a prior. */
  double estimate(List<?> rungs, double prior) {
    double estimate = prior;
    for (Object rung : rungs) {
      RunningMean mean = means.get(rung);
      estimate = mean == null ? estimate : mean.towards(estimate, weight);
    }
    return estimate;
  }
}
