package dev.hamlet.common.statistics.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.StudentT;
import dev.hamlet.common.statistics.compare.PairedRatio.Method;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedRatioTest {

  private static final double LEVEL = 0.95;

  @Test
  void whatARoundShares_cancels() {
    double[] baseline = {10, 10, 14, 14, 7, 7};
    double[] variant = {8, 8, 11.2, 11.2, 5.6, 5.6};

    PairedRatio ratio =
        PairedRatio.of(
            series(variant, 1, 1, 2, 2, 3, 3), series(baseline, 1, 1, 2, 2, 3, 3), LEVEL);

    assertThat(ratio.method()).isEqualTo(Method.PAIRED_LOG);
    assertThat(ratio.reason()).isEmpty();
    assertThat(ratio.ratio()).isCloseTo(0.8, within(1e-12));
    assertThat(ratio.ciHigh() - ratio.ciLow()).isLessThan(1e-9);
    assertThat(ratio.isDifferent()).isTrue();
  }

  @Test
  void threeRounds_haveTheIntervalOfTheFormula() {
    double[] variant = {Math.exp(-0.1), 1, Math.exp(0.1)};
    double[] baseline = {1, 1, 1};

    PairedRatio ratio = PairedRatio.of(series(variant, 1, 2, 3), series(baseline, 1, 2, 3), LEVEL);

    // std of -0.1, 0, 0.1 is 0.1; t of two degrees of freedom is 4.303
    double half = StudentT.twoSided(LEVEL, 2) * 0.1 / Math.sqrt(3);
    assertThat(ratio.ratio()).isCloseTo(1, within(1e-12));
    assertThat(ratio.ciHigh()).isCloseTo(Math.exp(half), within(1e-9));
    assertThat(ratio.ciLow()).isCloseTo(Math.exp(-half), within(1e-9));
    assertThat(ratio.isDifferent()).isFalse();
  }

  @Test
  void roundsOfOneSideOnly_areLeftOut() {
    PairedRatio ratio =
        PairedRatio.of(
            series(new double[] {2, 2, 2, 99}, 1, 2, 3, 4),
            series(new double[] {1, 1, 1, 77}, 1, 2, 3, 5),
            LEVEL);

    assertThat(ratio.ratio()).isCloseTo(2, within(1e-12));
    assertThat(ratio.units()).isEqualTo(3);
  }

  @Test
  void fewSharedRounds_areNotPaired() {
    PairedRatio ratio =
        PairedRatio.of(
            series(new double[] {1, 2, 3}, 1, 1, 2),
            series(new double[] {4, 4, 4}, 1, 2, 2),
            LEVEL);

    assertThat(ratio.method()).isEqualTo(Method.UNPAIRED_FIELLER);
    assertThat(ratio.reason()).isEqualTo("only 2 rounds with both, 3 are needed");
    // the baseline has no spread: the interval of the variant, 2 +- 4.303 / sqrt(3), over 4
    double half = StudentT.twoSided(LEVEL, 2) / Math.sqrt(3) / 4;
    assertThat(ratio.ratio()).isEqualTo(0.5);
    assertThat(ratio.ciLow()).isCloseTo(0.5 - half, within(1e-12));
    assertThat(ratio.ciHigh()).isCloseTo(0.5 + half, within(1e-12));
  }

  @Test
  void negativeFigure_isNotPaired() {
    PairedRatio ratio =
        PairedRatio.of(
            series(new double[] {-1, 2, 3, 1}, 1, 2, 3, 4),
            series(new double[] {4, 5, 4, 5}, 1, 2, 3, 4),
            LEVEL);

    assertThat(ratio.method()).isEqualTo(Method.UNPAIRED_FIELLER);
    assertThat(ratio.reason()).isEqualTo("a round's mean is not above 0");
  }

  @Test
  void baselineThatMayBeZero_hasNoBounds() {
    PairedRatio ratio =
        PairedRatio.of(
            series(new double[] {4, 5}, 1, 1), series(new double[] {-1, 1.5}, 1, 1), LEVEL);

    assertThat(ratio.ciLow()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ratio.ciHigh()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ratio.isDifferent()).isFalse();
  }

  @Test
  void singleTrial_hasNoInterval() {
    PairedRatio ratio =
        PairedRatio.of(series(new double[] {4}, 1), series(new double[] {2, 2}, 1, 2), LEVEL);

    assertThat(ratio.method()).isEqualTo(Method.NONE);
    assertThat(ratio.ratio()).isEqualTo(2);
    assertThat(ratio.ciLow()).isNaN();
  }

  @Test
  void driftOfBothSides_isCoveredAsPromisedAndNarrower() {
    long seed = 11;
    Random random = new Random(seed);
    int cells = 1_000;
    int covered = 0;
    double pairedWidth = 0;
    double unpairedWidth = 0;
    for (int cell = 0; cell < cells; cell++) {
      double[] variant = new double[8];
      double[] baseline = new double[8];
      int[] rounds = {1, 2, 3, 4, 5, 6, 7, 8};
      for (int i = 0; i < 8; i++) {
        double drift = Math.exp(0.2 * random.nextGaussian());
        variant[i] = 0.7 * drift * Math.exp(0.03 * random.nextGaussian());
        baseline[i] = drift * Math.exp(0.03 * random.nextGaussian());
      }
      PairedRatio paired =
          PairedRatio.of(new Series(variant, rounds), new Series(baseline, rounds), LEVEL);
      PairedRatio unpaired =
          PairedRatio.of(new Series(variant, rounds), new Series(baseline, new int[8]), LEVEL);
      covered += paired.ciLow() <= 0.7 && 0.7 <= paired.ciHigh() ? 1 : 0;
      pairedWidth += paired.ciHigh() - paired.ciLow();
      unpairedWidth += unpaired.ciHigh() - unpaired.ciLow();
    }
    // 94 to 97 % at no correlation (docs/statistics.md), and four binomial standard deviations of
    // 1,000 cells, 0.7 points each
    assertThat(covered / (double) cells).as("seed %d", seed).isBetween(0.912, 0.998);
    assertThat(pairedWidth).isLessThan(unpairedWidth / 3);
  }

  private static Series series(double[] values, int... blocks) {
    return new Series(values, blocks);
  }
}
