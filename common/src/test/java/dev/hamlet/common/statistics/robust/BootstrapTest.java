package dev.hamlet.common.statistics.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.Moments;
import dev.hamlet.common.statistics.robust.Bootstrap.Method;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final Statistic MEAN = values -> Moments.of(values).mean();

  @Test
  void medianOfNine_hasTheQuantilesOfItsExactDistribution() {
    double[] values = {9, 1, 8, 2, 7, 3, 6, 4, 5};

    BootstrapInterval interval =
        Bootstrap.ofTrials(values).interval(Statistic.MEDIAN, 0.9, Method.PERCENTILE);

    assertThat(interval.value()).isEqualTo(5);
    // a resample's median is at most k if five of nine draws are: with probability 0.030 for 2 and
    // 0.145 for 3, so the quantile at 0.05 is 3 (the standard error of 2,000 resamples is 0.005)
    assertThat(interval.ciLow()).isEqualTo(3);
    assertThat(interval.ciHigh()).isEqualTo(7);
    assertThat(interval.units()).isEqualTo(9);
  }

  @Test
  void sameValues_haveTheSameInterval() {
    Bootstrap bootstrap = Bootstrap.ofTrials(new double[] {1, 4, 2, 8, 5, 7});

    assertThat(bootstrap.interval(MEAN, 0.95, Method.BIAS_CORRECTED))
        .isEqualTo(bootstrap.interval(MEAN, 0.95, Method.BIAS_CORRECTED));
  }

  @Test
  void meanOfNormalValues_hasAboutTheIntervalOfTheFormula() {
    long seed = 8;
    double[] values = new Random(seed).doubles(50, -1, 1).toArray();
    double error = Moments.of(values).std() * Math.sqrt(49 / 50.0) / Math.sqrt(50);

    for (Method method : Method.values()) {
      BootstrapInterval interval = Bootstrap.ofTrials(values).interval(MEAN, 0.95, method);

      // a quantile of 2,000 resamples at 0.025 has a standard error of 6 % of the standard error
      assertThat((interval.ciHigh() - interval.ciLow()) / (2 * 1.96 * error))
          .as("%s, seed %d", method, seed)
          .isCloseTo(1, within(0.15));
    }
  }

  @Test
  void skewedValues_shiftTheCorrectedInterval() {
    double[] values = {1, 1, 1, 2, 2, 2, 3, 3, 4, 30};
    Bootstrap bootstrap = Bootstrap.ofTrials(values);

    BootstrapInterval plain = bootstrap.interval(MEAN, 0.95, Method.PERCENTILE);
    BootstrapInterval corrected = bootstrap.interval(MEAN, 0.95, Method.BIAS_CORRECTED);

    assertThat(corrected.ciLow()).isGreaterThan(plain.ciLow());
    assertThat(corrected.ciHigh()).isGreaterThan(plain.ciHigh());
  }

  @Test
  void blocksOfEqualValues_areTheTrialsOfTheirBlocks() {
    double[] blocked = {1, 1, 5, 5, 2, 2, 8, 8, 3, 3, 9, 9};
    int[] blocks = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6};

    BootstrapInterval byBlock =
        Bootstrap.ofBlocks(blocked, blocks).interval(MEAN, 0.95, Method.PERCENTILE);
    BootstrapInterval byTrial =
        Bootstrap.ofTrials(new double[] {1, 5, 2, 8, 3, 9}).interval(MEAN, 0.95, Method.PERCENTILE);

    assertThat(byBlock.units()).isEqualTo(6);
    assertThat(byBlock.ciLow()).isCloseTo(byTrial.ciLow(), within(1e-12));
    assertThat(byBlock.ciHigh()).isCloseTo(byTrial.ciHigh(), within(1e-12));
  }

  @Test
  void fewUnits_haveNoInterval() {
    BootstrapInterval few =
        Bootstrap.ofTrials(new double[] {1, 2, 3, 4})
            .interval(Statistic.MEDIAN, 0.95, Method.PERCENTILE);

    assertThat(few.value()).isEqualTo(2.5);
    assertThat(few.ciLow()).isNaN();
    assertThat(
            Bootstrap.ofTrials(new double[0])
                .interval(Statistic.MEDIAN, 0.95, Method.PERCENTILE)
                .value())
        .isNaN();
  }

  @Test
  void trimmedMean_leavesOutATenthAtEitherEnd() {
    assertThat(Statistic.TRIMMED_MEAN.of(new double[] {1000, 1, 2, 3, 4, 5, 6, 7, 8, -50}))
        .isCloseTo(4.5, within(1e-12));
    assertThat(Statistic.TRIMMED_MEAN.of(new double[] {1, 2, 6})).isCloseTo(3, within(1e-12));
  }
}
