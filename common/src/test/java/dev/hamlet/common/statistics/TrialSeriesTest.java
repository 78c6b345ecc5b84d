package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.statistics.Convergence.State;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialSeriesTest {

  private static final double LEVEL = 0.95;

  @Test
  void seriesAtOnce_hasTheEstimateOfOneAsItGrew() {
    SplittableRandom random = new SplittableRandom(3);
    TrialSeries series = new TrialSeries();
    double[] values = new double[60];
    int[] blocks = new int[60];
    for (int i = 0; i < 60; i++) {
      values[i] = 5 + random.nextGaussian();
      blocks[i] = i / 2;
      series.add(values[i], blocks[i]);
    }

    Estimate grown = series.estimate(LEVEL);
    Estimate atOnce = Estimate.ofSeries(values, blocks, LEVEL);

    assertThat(grown.correlation()).isEqualTo(atOnce.correlation());
    // the sums in one pass against the two passes: rounding only
    assertThat(grown.mean()).isCloseTo(atOnce.mean(), within(1e-12));
    assertThat(grown.halfWidth()).isCloseTo(atOnce.halfWidth(), within(1e-12));
  }

  @Test
  void correlationThatIsGone_isRememberedForAWhile() {
    TrialSeries series = new TrialSeries();
    for (int i = 0; i < 20; i++) {
      series.add(i, i);
    }
    double hanging = series.correlation().inflation();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 20; i < 26; i++) {
      series.add(10 + 4 * random.nextGaussian(), i);
    }

    double bound = LagBound.of(1_000, 0.99).bound();
    assertThat(hanging).isCloseTo(AutoregressiveMean.of(20, bound).factor(), within(1e-9));
    assertThat(series.correlation().inflation())
        .isCloseTo(AutoregressiveMean.of(26, bound).factor(), within(1e-9));
    for (int i = 26; i < 100; i++) {
      series.add(10 + 4 * random.nextGaussian(), i);
    }
    assertThat(series.correlation().inflation()).isLessThan(hanging / 2);
  }

  @Test
  void singleRound_isWorthOneTrial() {
    int[] blocks = new int[8];
    double[] values = {1, 2, 1.5, 1.2, 1.9, 1.4, 1.6, 1.1};

    SerialCorrelation correlation = SerialCorrelation.of(values, blocks);

    assertThat(correlation.effectiveN()).isLessThanOrEqualTo(1);
    assertThat(correlation.degreesOfFreedom()).isEqualTo(1);
  }

  /**
   * The stopping rule on seeded cells; benchmarks/run stopping has the whole table. Bounds: those
   * of the goal and four binomial standard deviations of 500 cells, 1.0 to 1.2 points each.
   */
  @ParameterizedTest
  @CsvSource({
    "0.02, 0, 0.94, 0.96",
    "0.1, 0, 0.94, 0.96",
    "0.05, 0.3, 0.94, 0.96",
    "0.1, 0.3, 0.94, 0.96",
    "0.05, 0.5, 0.93, 1",
    "0.02, 0.8, 0.93, 1"
  })
  void ruleThatStops_coversAsPromised(double spread, double phi, double low, double high) {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    int cells = 500;
    int covered = 0;
    for (int cell = 0; cell < cells; cell++) {
      Estimate estimate = stopped(random, spread, phi);
      covered += estimate.ciLow() <= 1 && 1 <= estimate.ciHigh() ? 1 : 0;
    }
    assertThat(covered / (double) cells).as("seed %d", seed).isBetween(low - 0.046, high + 0.039);
  }

  private static Estimate stopped(SplittableRandom random, double spread, double phi) {
    TrialPolicy policy =
        new TrialPolicy(10, 300, 2, LEVEL, 0.05, WidthOf.HALF, Set.of(StoppingMetric.LATENCY));
    TrialSeries series = new TrialSeries();
    double normal = random.nextGaussian();
    while (true) {
      series.add(1 + spread * normal, series.n() / 2);
      normal = phi * normal + Math.sqrt(1 - phi * phi) * random.nextGaussian();
      if (series.n() >= policy.min() && series.n() % 2 == 0) {
        Estimate estimate = series.estimate(LEVEL);
        State state =
            Convergence.of(policy, series.n(), Map.of(StoppingMetric.LATENCY, estimate)).state();
        if (state != State.CONTINUE) {
          return estimate;
        }
      }
    }
  }
}
