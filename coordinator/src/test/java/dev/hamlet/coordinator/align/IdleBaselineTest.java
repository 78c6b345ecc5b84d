package dev.hamlet.coordinator.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdleBaselineTest {

  private static final long MS = 1_000_000;
  private static final int SIZE = 1_000;

  @Test
  void linearPower_hasItsMeanInTheMiddle() {
    double[] watts = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      watts[i] = i;
    }

    IdleBaseline baseline = baseline(watts);

    assertThat(baseline.meanWatts()).isCloseTo(499.5, within(1e-9));
    assertThat(baseline.samples()).isEqualTo(800);
    assertThat(baseline.coveredSeconds()).isCloseTo(0.799, within(1e-12));
    assertThat(baseline.holes()).isZero();
  }

  @Test
  void hole_isLeftOutAndCounted() {
    // 50 W on both sides of the hole: a bridge would put 50 W over 101 ms into the mean
    double[] watts = new double[SIZE - 100];
    long[] stamps = new long[SIZE - 100];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = (i < 400 ? i : i + 100) * MS;
      watts[i] = i == 399 || i == 400 ? 50 : 0;
    }

    IdleBaseline baseline =
        IdleBaseline.of(
            new PowerSeries(stamps, watts), new TimeInterval(100 * MS, 900 * MS), 5 * MS);

    // a triangle of 25 W ms on each side, over 799 - 101 ms
    assertThat(baseline.meanWatts()).isCloseTo(50.0 / 698, within(1e-12));
    assertThat(baseline.holes()).isEqualTo(1);
    assertThat(baseline.coveredSeconds()).isCloseTo(0.698, within(1e-12));
  }

  /** Mean of the standard errors of many windows is near sigma / sqrt(n) for white noise. */
  @Test
  void whiteNoise_hasTheStandardErrorOfItsMean() {
    Random random = new Random(11);
    double squares = 0;
    int windows = 400;
    for (int i = 0; i < windows; i++) {
      double error = baseline(random.doubles(SIZE, -0.5, 0.5).toArray()).standardErrorWatts();
      squares += error * error;
    }

    // variance of uniform noise of width 1 is 1/12; the mean of 400 chi-square values of 9 degrees
    // of freedom each has a relative deviation of sqrt(2 / 3600) = 2.4 %: four of them
    assertThat(squares / windows).isCloseTo(1.0 / 12 / 800, within(0.095 / 12 / 800));
  }

  @Test
  void slowNoise_hasALargerStandardErrorThanItsSamplesSuggest() {
    Random random = new Random(5);
    double[] watts = new double[SIZE];
    for (int i = 1; i < SIZE; i++) {
      watts[i] = 0.9 * watts[i - 1] + random.nextGaussian();
    }

    // AR(1) with phi = 0.9: the variance of the mean is (1 + phi) / (1 - phi) = 19 times that of
    // independent values of variance 1 / (1 - phi^2); a third of it leaves room for 9 degrees of
    // freedom
    double independent = 1 / (1 - 0.81) / 800;
    double error = baseline(watts).standardErrorWatts();
    assertThat(error * error).isGreaterThan(19 * independent / 3);
  }

  @Test
  void nothingThere_isNoNumber() {
    IdleBaseline baseline =
        IdleBaseline.of(
            new PowerSeries(new long[0], new double[0]), new TimeInterval(0, MS), 5 * MS);

    assertThat(baseline.meanWatts()).isNaN();
    assertThat(baseline.samples()).isZero();
  }

  private static IdleBaseline baseline(double[] watts) {
    long[] stamps = new long[watts.length];
    for (int i = 0; i < watts.length; i++) {
      stamps[i] = i * MS;
    }
    return IdleBaseline.of(
        new PowerSeries(stamps, watts), new TimeInterval(100 * MS, 900 * MS), 5 * MS);
  }
}
