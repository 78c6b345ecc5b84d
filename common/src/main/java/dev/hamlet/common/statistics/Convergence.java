package dev.hamlet.common.statistics;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether enough trials were made: the sequential rule of a {@link TrialPolicy}.
 *
 * @param trials number of valid trials
 * @param state what the rule says
 * @param estimates of each chosen metric, in the order of {@link StoppingMetric}
 * @param tooWide the metrics whose interval is not narrow enough
 */
public record Convergence(
    int trials, State state, Map<StoppingMetric, Estimate> estimates, Set<StoppingMetric> tooWide) {

  /** What the rule says. */
  public enum State {
    /** Too few trials to judge, or an interval is too wide and there is room for more. */
    CONTINUE,
    /** At least the least number of trials, and every chosen metric's interval is narrow enough. */
    CONVERGED,
    /** The greatest number of trials is reached and some interval is still too wide. */
    STOPPED_AT_MAX
  }

  /** Copies. */
  public Convergence {
    Map<StoppingMetric, Estimate> copy = new EnumMap<>(StoppingMetric.class);
    copy.putAll(estimates);
    estimates = Collections.unmodifiableMap(copy);
    Set<StoppingMetric> wide = EnumSet.noneOf(StoppingMetric.class);
    wide.addAll(tooWide);
    tooWide = Collections.unmodifiableSet(wide);
  }

  /**
   * Applies the policy to what the trials measured. To be asked after each round only: asking more
   * often makes the interval cover less than its level says.
   *
   * @param trials number of valid trials
   * @param estimates an estimate for every metric of the policy, at the policy's level; of {@link
   *     Estimate#ofSeries}, whose interval covers although it decides when to stop
   */
  public static Convergence of(
      TrialPolicy policy, int trials, Map<StoppingMetric, Estimate> estimates) {
    Map<StoppingMetric, Estimate> chosen = new EnumMap<>(StoppingMetric.class);
    Set<StoppingMetric> wide = EnumSet.noneOf(StoppingMetric.class);
    for (StoppingMetric metric : policy.metrics()) {
      Estimate estimate = estimates.get(metric);
      if (estimate == null) {
        throw new IllegalArgumentException("no estimate of " + metric);
      }
      chosen.put(metric, estimate);
      if (!isNarrow(policy, metric, estimate)) {
        wide.add(metric);
      }
    }
    return new Convergence(trials, stateOf(policy, trials, wide.isEmpty()), chosen, wide);
  }

  /**
   * The metrics that are too wide and whose trials hang together so much that more of them would
   * hardly help: {@link SerialCorrelation#isStrong}.
   */
  public Set<StoppingMetric> autocorrelated() {
    Set<StoppingMetric> strong = EnumSet.noneOf(StoppingMetric.class);
    estimates.forEach(
        (metric, estimate) -> {
          if (tooWide.contains(metric) && estimate.correlation().isStrong()) {
            strong.add(metric);
          }
        });
    return strong;
  }

  private static boolean isNarrow(TrialPolicy policy, StoppingMetric metric, Estimate estimate) {
    return estimate.relativeHalfWidth() <= policy.halfWidthRatio()
        || switch (metric) {
          case LATENCY -> false;
          case NET_ENERGY -> estimate.halfWidth() <= policy.halfWidthJoules();
        };
  }

  private static State stateOf(TrialPolicy policy, int trials, boolean narrow) {
    if (trials >= policy.min() && narrow) {
      return State.CONVERGED;
    }
    return trials >= policy.max() ? State.STOPPED_AT_MAX : State.CONTINUE;
  }
}
