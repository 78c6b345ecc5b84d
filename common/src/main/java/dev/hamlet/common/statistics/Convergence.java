package dev.hamlet.common.statistics;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Whether enough trials were made: the sequential rule of a {@link TrialPolicy}.
 *
 * @param trials number of valid trials
 * @param state what the rule says
 * @param relativeHalfWidths half-width of the interval over the mean, of each chosen metric, in the
 *     order of {@link StoppingMetric}
 */
public record Convergence(int trials, State state, Map<StoppingMetric, Double> relativeHalfWidths) {

  /** What the rule says. */
  public enum State {
    /** Too few trials to judge, or an interval is too wide and there is room for more. */
    CONTINUE,
    /** At least the least number of trials, and every chosen metric's interval is narrow enough. */
    CONVERGED,
    /** The greatest number of trials is reached and some interval is still too wide. */
    STOPPED_AT_MAX
  }

  /** Copies the widths. */
  public Convergence {
    relativeHalfWidths = ordered(relativeHalfWidths);
  }

  /**
   * Applies the policy to what the trials measured. To be asked after each round only: asking more
   * often makes the interval cover less than its level says.
   *
   * @param trials number of valid trials
   * @param estimates an estimate for every metric of the policy, at the policy's level
   */
  public static Convergence of(
      TrialPolicy policy, int trials, Map<StoppingMetric, Estimate> estimates) {
    Map<StoppingMetric, Double> widths = new EnumMap<>(StoppingMetric.class);
    boolean narrow = true;
    for (StoppingMetric metric : policy.metrics()) {
      Estimate estimate = estimates.get(metric);
      if (estimate == null) {
        throw new IllegalArgumentException("no estimate of " + metric);
      }
      widths.put(metric, estimate.relativeHalfWidth());
      narrow &= estimate.relativeHalfWidth() <= policy.halfWidthRatio();
    }
    return new Convergence(trials, stateOf(policy, trials, narrow), widths);
  }

  private static State stateOf(TrialPolicy policy, int trials, boolean narrow) {
    if (trials >= policy.min() && narrow) {
      return State.CONVERGED;
    }
    return trials >= policy.max() ? State.STOPPED_AT_MAX : State.CONTINUE;
  }

  private static Map<StoppingMetric, Double> ordered(Map<StoppingMetric, Double> widths) {
    Map<StoppingMetric, Double> copy = new EnumMap<>(StoppingMetric.class);
    copy.putAll(widths);
    return Collections.unmodifiableMap(copy);
  }
}
