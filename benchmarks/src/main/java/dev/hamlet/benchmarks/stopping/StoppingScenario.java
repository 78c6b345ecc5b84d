package dev.hamlet.benchmarks.stopping;

import java.util.ArrayList;
import java.util.List;

/**
 * How the trials of a simulated cell are spread: lognormal around a known mean.
 *
 * @param spread coefficient of variation of the trials
 * @param lag1 correlation of successive trials (first-order autoregression)
 * @param roundShare share of the variance that the trials of a round have in common
 * @param visit trials of a round
 * @param trend growth of the mean over {@value #TREND_TRIALS} trials, as a ratio: a slow drift
 */
record StoppingScenario(double spread, double lag1, double roundShare, int visit, double trend) {

  static final int TREND_TRIALS = 40;

  private static final double[] SPREADS = {0.02, 0.05, 0.10, 0.20, 0.30};
  private static final double[] LAG1 = {0, 0.15, 0.3, 0.5, 0.65, 0.8};
  private static final double[] ROUND_SPREADS = {0.05, 0.10, 0.20};
  private static final double[] ROUND_SHARES = {0.3, 0.6};
  private static final int[] VISITS = {2, 5};
  private static final int VISIT = 2;
  private static final double[] SINGLE_SPREADS = {0.02, 0.05, 0.10};
  private static final double[] SINGLE_LAG1 = {0, 0.3, 0.8};
  private static final double[] TREND_SPREADS = {0.02, 0.05};
  private static final double[] TRENDS = {0.02, 0.05};

  /** The table: spreads by correlations, of either kind. */
  static List<StoppingScenario> table() {
    List<StoppingScenario> scenarios = new ArrayList<>();
    for (double spread : SPREADS) {
      for (double lag1 : LAG1) {
        scenarios.add(new StoppingScenario(spread, lag1, 0, VISIT, 0));
      }
    }
    for (int visit : VISITS) {
      for (double spread : ROUND_SPREADS) {
        for (double share : ROUND_SHARES) {
          scenarios.add(new StoppingScenario(spread, 0, share, visit, 0));
        }
      }
    }
    scenarios.addAll(singleTrialRounds());
    return scenarios;
  }

  /** Rounds of one trial as in the profile of the demo, and with a mean that drifts slowly. */
  private static List<StoppingScenario> singleTrialRounds() {
    List<StoppingScenario> scenarios = new ArrayList<>();
    for (double spread : SINGLE_SPREADS) {
      for (double lag1 : SINGLE_LAG1) {
        scenarios.add(new StoppingScenario(spread, lag1, 0, 1, 0));
      }
    }
    for (double spread : TREND_SPREADS) {
      for (double trend : TRENDS) {
        scenarios.add(new StoppingScenario(spread, 0.3, 0, 1, trend));
      }
    }
    return scenarios;
  }
}
