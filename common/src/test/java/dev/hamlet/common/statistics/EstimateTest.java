package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

  /** Half of the last printed digit of the table. */
  private static final double TABLE = 5.0e-4 + 1e-12;

  @ParameterizedTest
  @CsvSource({
    "1, 12.706", "2, 4.303", "3, 3.182", "4, 2.776", "5, 2.571", "6, 2.447", "7, 2.365",
    "8, 2.306", "9, 2.262", "10, 2.228", "14, 2.145", "19, 2.093", "24, 2.064", "29, 2.045",
    "39, 2.023", "49, 2.010", "59, 2.001", "99, 1.984", "119, 1.980", "2147483647, 1.960"
  })
  void studentT_agreesWithTheTable(int degreesOfFreedom, double expected) {
    assertThat(StudentT.twoSided(0.95, degreesOfFreedom)).isCloseTo(expected, within(TABLE));
  }

  @Test
  void fiveValues_haveTheIntervalOfTheFormula() {
    Estimate estimate = Estimate.of(new double[] {2, 4, 4, 4, 6}, 0.95);

    assertThat(estimate.n()).isEqualTo(5);
    assertThat(estimate.mean()).isEqualTo(4);
    assertThat(estimate.std()).isCloseTo(Math.sqrt(2), within(1e-15));
    // 2.776 from the table, off by up to 0.0005; times std / sqrt(5) = 0.632
    assertThat(estimate.halfWidth()).isCloseTo(2.776 * Math.sqrt(0.4), within(TABLE * 0.633));
    assertThat(estimate.relativeHalfWidth()).isEqualTo(estimate.halfWidth() / 4);
  }

  @Test
  void hugeOffset_doesNotEatTheSpread() {
    Estimate estimate = Estimate.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}, 0.95);

    assertThat(estimate.std()).isCloseTo(1.0, within(1e-6));
    assertThat(estimate.mean()).isEqualTo(1e9 + 2);
  }

  @Test
  void tooFewValues_haveNoInterval() {
    assertThat(Estimate.of(new double[0], 0.95).mean()).isNaN();
    Estimate one = Estimate.of(new double[] {3}, 0.95);
    assertThat(one.mean()).isEqualTo(3);
    assertThat(one.std()).isNaN();
    assertThat(one.relativeHalfWidth()).isInfinite();
  }

  @Test
  void negativeMean_hasAPositiveRelativeWidth() {
    assertThat(Estimate.of(new double[] {-1, -3}, 0.95).relativeHalfWidth()).isPositive();
    assertThat(Estimate.of(new double[] {-1, 1}, 0.95).relativeHalfWidth()).isInfinite();
    assertThat(Estimate.of(new double[] {0, 0}, 0.95).relativeHalfWidth()).isZero();
  }

  @Test
  void impossibleLevel_isRefused() {
    assertThatThrownBy(() -> StudentT.twoSided(1, 3)).hasMessageContaining("level");
  }
}
