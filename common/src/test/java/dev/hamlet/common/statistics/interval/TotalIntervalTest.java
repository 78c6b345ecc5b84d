package dev.hamlet.common.statistics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.common.statistics.SerialCorrelation;
import dev.hamlet.common.statistics.StudentT;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalIntervalTest {

  private static final double LEVEL = 0.95;

  /** The accuracy that the class states, in percent. */
  private static final double STATED = 0.1;

  @Test
  void noLimits_leaveTheRandomPart() {
    TotalInterval total = TotalInterval.of(estimate(100, 3, 9), LEVEL, SystematicLimits.NONE);

    assertThat(total.halfWidth()).isCloseTo(3, within(1e-12));
    assertThat(total.systematicHalfWidth()).isZero();
  }

  @Test
  void singleRectangle_leavesItsMiddle() {
    TotalInterval total = TotalInterval.of(estimate(100, 0, 9), LEVEL, offsets(2));

    assertThat(total.halfWidth()).isCloseTo(0.95 * 2, withinPercentage(STATED));
    assertThat(total.systematicHalfWidth()).isCloseTo(total.halfWidth(), within(1e-9));
  }

  @Test
  void twoEqualRectangles_areATriangle() {
    TotalInterval total = TotalInterval.of(estimate(100, 0, 9), LEVEL, offsets(1, 1));

    // each tail of a triangle of half-width 2 holds (1 - q/2)^2 / 2 = 0.025
    assertThat(total.halfWidth()).isCloseTo(2 * (1 - Math.sqrt(0.05)), withinPercentage(STATED));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 0.03",
    "9, 0.3",
    "9, 1",
    "9, 3",
    "9, 100",
    "9, 10000",
    "2, 0.1",
    "2, 1",
    "2, 30",
    "1.5, 1",
    "199, 0.01",
    "199, 1",
    "199, 1000"
  })
  void studentWithRectangle_agreesWithTheClosedForm(double degreesOfFreedom, double ratio) {
    double scale = 0.7;
    double random = scale * StudentT.twoSided(LEVEL, degreesOfFreedom);

    TotalInterval total =
        TotalInterval.of(estimate(5, random, degreesOfFreedom), LEVEL, offsets(ratio * scale));

    assertThat(total.halfWidth() / scale)
        .isCloseTo(closedForm(degreesOfFreedom, ratio), withinPercentage(STATED));
  }

  @Test
  void manyRectangles_approachTheNormalDistribution() {
    SystematicLimits limits = new SystematicLimits(List.of(), Collections.nCopies(40, 0.5));

    double random = 3 * StudentT.twoSided(LEVEL, 1e6);
    TotalInterval total = TotalInterval.of(estimate(0, random, 1e6), LEVEL, limits);

    // 9 + 40 * 0.5^2 / 3; the excess kurtosis of 40 rectangles alone is -0.03, which moves the
    // quantile by (1.96^3 - 3 * 1.96) * -0.03 / 24, a thousandth
    double expected = StudentT.twoSided(LEVEL, 1e9) * Math.sqrt(9 + 40 * 0.25 / 3);
    assertThat(total.halfWidth()).isCloseTo(expected, withinPercentage(STATED + 0.1));
  }

  @Test
  void gain_scalesWithTheMagnitudeOfTheMean() {
    SystematicLimits gain = new SystematicLimits(List.of(0.01), List.of());

    assertThat(TotalInterval.of(estimate(-300, 0, 9), LEVEL, gain).halfWidth())
        .isCloseTo(0.95 * 3, withinPercentage(STATED));
    assertThat(TotalInterval.of(estimate(0, 2, 9), LEVEL, gain).halfWidth()).isEqualTo(2);
  }

  @Test
  void unequalRectangles_widestBoundsThem() {
    TotalInterval total = TotalInterval.of(estimate(0, 0, 9), LEVEL, offsets(1, 1e-3));

    // the narrow one only softens the edges, within its own half-width
    assertThat(total.halfWidth()).isCloseTo(0.95, within(1e-3));
  }

  @Test
  void unknownRandomPart_hasNoTotal() {
    Estimate single = Estimate.of(new double[] {3}, LEVEL);

    assertThat(TotalInterval.of(single, LEVEL, offsets(1)).low()).isNaN();
  }

  @Test
  void negativeLimit_isRefused() {
    assertThatThrownBy(() -> offsets(-1)).hasMessageContaining("-1");
  }

  /**
   * Quantile of t plus a rectangle of half-width a. With H(z) = z F(z) + f(z) (v + z^2) / (v - 1),
   * the integral of F, the distribution function is (H(q + a) - H(q - a)) / 2a.
   */
  private static double closedForm(double degreesOfFreedom, double a) {
    double low = 0;
    double high = 100 + a;
    for (int i = 0; i < 100; i++) {
      double q = (low + high) / 2;
      // of the upper tail, where the difference of two large integrals would lose digits
      double exceeding = (tail(degreesOfFreedom, q - a) - tail(degreesOfFreedom, q + a)) / (2 * a);
      if (exceeding > 0.025) {
        low = q;
      } else {
        high = q;
      }
    }
    return low;
  }

  /** Integral of 1 - F from z on. */
  private static double tail(double v, double z) {
    TDistribution student = TDistribution.of(v);
    return student.density(z) * (v + z * z) / (v - 1) - z * student.survivalProbability(z);
  }

  private static SystematicLimits offsets(double... halfWidths) {
    return new SystematicLimits(List.of(), Arrays.stream(halfWidths).boxed().toList());
  }

  private static Estimate estimate(double mean, double half, double degreesOfFreedom) {
    return new Estimate(
        10,
        mean,
        1,
        mean - half,
        mean + half,
        new SerialCorrelation(10, Double.NaN, Double.NaN, 10, degreesOfFreedom));
  }
}
