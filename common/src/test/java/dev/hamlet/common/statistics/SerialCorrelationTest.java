package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialCorrelationTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6})
  void shortSeries_areCorrectedForTheirBias(double truth) {
    long seed = 17;
    Random random = new Random(seed);
    int cells = 4_000;
    int n = 20;
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      sum += SerialCorrelation.of(correlated(random, truth, n)).lag1();
    }
    // what the first-order correction leaves is of order 1 / n^2; uncorrected, 0.6 would be 0.46
    assertThat(sum / cells).as("seed %d", seed).isCloseTo(truth, within(16.0 / (n * n)));
  }

  @Test
  void longIndependentSeries_isWorthAlmostItsLength() {
    double[] values = correlated(new Random(2), 0, 10_000);

    assertThat(SerialCorrelation.of(values).effectiveN()).isBetween(9_400.0, 10_300.0);
  }

  @Test
  void longCorrelatedSeries_isWorthTheShareOfTheFormula() {
    int n = 20_000;
    SerialCorrelation correlation = SerialCorrelation.of(correlated(new Random(4), 0.5, n));

    // n (1 - phi) / (1 + phi) = n / 3; phi is known to 0.006, which is 1.6 % of that
    assertThat(correlation.effectiveN()).isCloseTo(n / 3.0, within(0.06 * n / 3.0));
    assertThat(correlation.inflation()).isCloseTo(3, within(0.18));
  }

  @Test
  void alternatingValues_areWorthMoreButNotEndlessly() {
    double[] values = new double[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }

    SerialCorrelation correlation = SerialCorrelation.of(values);

    assertThat(correlation.lag1()).isLessThan(-0.9);
    assertThat(correlation.effectiveN()).isGreaterThan(50).isLessThan(151);
    // of a spread at a correlation of -0.5: n (1 - phi^2) / (1 + phi^2) = 30 but for the ends
    assertThat(correlation.degreesOfFreedom()).isCloseTo(30, within(1.0));
  }

  @Test
  void valuesOfABlockAlike_areWorthTheirBlocks() {
    Random random = new Random(6);
    int blocks = 400;
    double[] values = new double[4 * blocks];
    int[] block = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      block[i] = i / 4;
      values[i] = i % 4 == 0 ? random.nextGaussian() : values[i - 1];
    }

    SerialCorrelation correlation = SerialCorrelation.of(values, block);

    assertThat(correlation.intraClass()).isCloseTo(1, within(1e-9));
    // four of a kind look like a lag-1 correlation of 0.75, whose factor is 7 and a bit for its
    // bound
    assertThat(correlation.effectiveN()).isBetween(4 / 9.0 * blocks, 4 / 7.0 * blocks);
  }

  @Test
  void fewOrEqualValues_areTakenAsIndependent() {
    assertThat(SerialCorrelation.of(new double[] {1, 2, 3, 4}).effectiveN()).isEqualTo(4);
    assertThat(SerialCorrelation.of(new double[] {2, 2, 2, 2, 2, 2}).effectiveN()).isEqualTo(6);
    assertThat(SerialCorrelation.of(new double[0]).effectiveN()).isZero();
  }

  @Test
  void largeOffset_doesNotMatter() {
    double[] values = correlated(new Random(9), 0.4, 100);
    double[] lifted = new double[100];
    for (int i = 0; i < 100; i++) {
      lifted[i] = 1e6 + values[i];
    }

    // rounding takes 1e-10 of each value
    assertThat(SerialCorrelation.of(lifted).lag1())
        .isCloseTo(SerialCorrelation.of(values).lag1(), within(1e-7));
  }

  @Test
  void blocksOfAnotherLength_areRefused() {
    assertThatThrownBy(() -> SerialCorrelation.of(new double[3], new int[2]))
        .hasMessageContaining("3 values but blocks of 2");
  }

  /** A stationary series of standard normal values. */
  private static double[] correlated(Random random, double phi, int n) {
    double[] values = new double[n];
    double value = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = value;
      value = phi * value + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }
}
