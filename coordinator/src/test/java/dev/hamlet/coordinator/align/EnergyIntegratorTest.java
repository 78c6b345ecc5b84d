package dev.hamlet.coordinator.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against closed forms. Where power is linear between samples the rule is exact, so only rounding
 * is left: a few thousand additions of relative error 1.1e-16 each stay below 1e-12 of the sum.
 */
class EnergyIntegratorTest {

  private static final long MS = 1_000_000;
  private static final long S = 1_000 * MS;

  /** Far from zero, like the clock of a board that has been up for weeks. */
  private static final long ORIGIN_NS = 3_000_000_000_000_000L;

  private static final long MAX_GAP_NS = 5 * MS;

  @Test
  void constantPower_givesPowerTimesTime() {
    double joules = joules(series(t -> 4.25, 1_000), 100_300_000, 1_350_700_001);

    assertThat(joules).isCloseTo(4.25 * 1.250_400_001, within(4.25 * 1e-12));
  }

  @Test
  void ramp_isExact() {
    // P = 2 + 3 t: integral from a to b is 2 (b - a) + 1.5 (b^2 - a^2)
    double a = 0.2503;
    double b = 1.7501;

    double joules = joules(series(t -> 2 + 3 * t, 1_000), 250_300_000, 1_750_100_000);

    double expected = 2 * (b - a) + 1.5 * (b * b - a * a);
    // watts are held at stamps, which are exact: rounding only
    assertThat(joules).isCloseTo(expected, within(1e-11));
  }

  @Test
  void sine_isWithinTheErrorOfTheRule() {
    double omega = 2 * Math.PI * 7;
    double a = 0.1234;
    double b = 1.5678;

    double joules = joules(series(t -> 5 + Math.sin(omega * t), 1_000), 123_400_000, 1_567_800_000);

    double expected = 5 * (b - a) + (Math.cos(omega * a) - Math.cos(omega * b)) / omega;
    // trapezoid: (b - a) dt^2 max|P''| / 12 with max|P''| = omega^2; each of the two edges, where
    // the power is interpolated, adds at most dt x dt^2 omega^2 / 8
    double bound = (b - a) * 1e-6 * omega * omega / 12 + 2 * 1e-9 * omega * omega / 8;
    assertThat(joules).isCloseTo(expected, within(bound));
    assertThat(bound).isLessThan(1e-3);
  }

  @Test
  void stepAtTheEdge_isWrongByHalfAnIntervalAtMost() {
    // idle 3 W, 9 W from 0.5 s to 1.5 s; the window is the burst
    DoubleUnaryOperator step = t -> t >= 0.5 && t < 1.5 ? 9 : 3;

    double onSamples = joules(series(step, 1_000), 500 * MS, 1_500 * MS);
    double between = joules(series(step, 1_000), 500 * MS + 400_000, 1_500 * MS + 400_000);

    // the step falls by 6 W over the interval before the last sample: half of 6 W x 1 ms is lost
    assertThat(onSamples).isCloseTo(9 - 0.003, within(1e-11));
    // a window that starts 0.4 ms late and ends 0.4 ms late: 0.4 ms at 3 W instead of at 9 W
    assertThat(between).isCloseTo(9 - 0.003 - 0.4e-3 * 6, within(1e-11));
  }

  @Test
  void gap_isRefusedInsideAndHarmlessOutside() {
    PowerSeries series = withHole(1_000 * MS, 1_006 * MS);

    assertThat(integrate(series, 500 * MS, 1_500 * MS))
        .isInstanceOfSatisfying(
            WindowEnergy.Uncovered.class,
            uncovered ->
                assertThat(uncovered.reason())
                    .isEqualTo("7.0 ms without a sample, more than 5.0 ms, at 0.499 s of it"));
    assertThat(integrate(series, 100 * MS, 999 * MS)).isInstanceOf(WindowEnergy.Covered.class);
    assertThat(integrate(series, 1_006 * MS, 1_900 * MS)).isInstanceOf(WindowEnergy.Covered.class);
  }

  @Test
  void gapOfFiveIntervals_isStillIntegrated() {
    assertThat(integrate(withHole(1_000 * MS, 1_004 * MS), 500 * MS, 1_500 * MS))
        .isInstanceOf(WindowEnergy.Covered.class);
  }

  @Test
  void sideWithoutSample_isRefused() {
    PowerSeries series = series(t -> 1, 1_000);

    assertThat(integrate(series, -1, 500 * MS)).isInstanceOf(WindowEnergy.Uncovered.class);
    assertThat(integrate(series, 500 * MS, 2 * S + 1)).isInstanceOf(WindowEnergy.Uncovered.class);
    assertThat(integrate(series, 0, 2 * S)).isInstanceOf(WindowEnergy.Covered.class);
    assertThat(integrate(new PowerSeries(new long[0], new double[0]), 0, 1))
        .isInstanceOf(WindowEnergy.Uncovered.class);
  }

  /**
   * A filter of time constant tau in front of the sensor hides {@code tau/T (1 - exp(-T/tau))
   * exp(-G/tau)} of the net energy of a burst of length T when the window ends G after the burst.
   */
  @ParameterizedTest
  @CsvSource({"1.0, 0", "1.0, 1.3", "1.0, 2.2", "5.0, 0", "5.0, 2.2", "0.1, 0", "0.1, 2.2"})
  void filteredSensor_hasTheBiasOfTheClosedForm(double burst, double guard) {
    double tau = 0.4224;
    double netTrue = 6 * burst;

    double gross =
        joules(
            series(filtered(0.1, burst, tau), 9_000, 1_000),
            100 * MS,
            100 * MS + Math.round((burst + guard) * 1e9));
    double net = gross - 3 * (burst + guard);

    double bias = -(tau / burst) * (1 - Math.exp(-burst / tau)) * Math.exp(-guard / tau);
    // trapezoid error of an exponential: max|P''| = 6 W / tau^2; kinks lie on samples
    double bound = (burst + guard) * 1e-6 * 6 / (tau * tau) / 12 + 1e-11;
    assertThat(net - netTrue).isCloseTo(bias * netTrue, within(bound));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void splitWindow_addsUp(long seed) {
    Random random = new Random(seed);
    PowerSeries series = series(t -> 5 * random.nextDouble(), 1_000);
    long a = random.nextLong(S);
    long m = a + random.nextLong(S / 2);
    long b = m + random.nextLong(S / 2);

    assertThat(joules(series, a, m) + joules(series, m, b))
        .isCloseTo(joules(series, a, b), within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(longs = {-ORIGIN_NS, -1, 1, 123_456_789_012_345L})
  void commonTimeShift_changesNothing(long byNs) {
    Random random = new Random(byNs);
    PowerSeries series = series(t -> 5 * random.nextDouble(), 1_000);
    long[] shifted = series.monotonicNs().clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += byNs;
    }
    TimeInterval window = new TimeInterval(ORIGIN_NS + 300_001, ORIGIN_NS + S + 700_003);

    // bit for bit: only differences of stamps are ever turned into floating point
    assertThat(
            new EnergyIntegrator(new PowerSeries(shifted, series.watts()), MAX_GAP_NS)
                .integrate(window.shifted(byNs)))
        .isEqualTo(new EnergyIntegrator(series, MAX_GAP_NS).integrate(window));
  }

  private static DoubleUnaryOperator filtered(double start, double burst, double tau) {
    return t -> {
      double since = t - start;
      if (since <= 0) {
        return 3;
      }
      double risen = 1 - Math.exp(-Math.min(since, burst) / tau);
      return 3 + 6 * risen * Math.exp(-Math.max(0, since - burst) / tau);
    };
  }

  private static double joules(PowerSeries series, long fromNs, long toNs) {
    return ((WindowEnergy.Covered) integrate(series, fromNs, toNs)).joules();
  }

  private static WindowEnergy integrate(PowerSeries series, long fromNs, long toNs) {
    return new EnergyIntegrator(series, MAX_GAP_NS)
        .integrate(new TimeInterval(ORIGIN_NS + fromNs, ORIGIN_NS + toNs));
  }

  /** Two seconds at a rate, power as a function of seconds. */
  private static PowerSeries series(DoubleUnaryOperator watts, int rateHz) {
    return series(watts, 2_000, rateHz);
  }

  private static PowerSeries series(DoubleUnaryOperator watts, int durationMs, int rateHz) {
    int size = durationMs * rateHz / 1_000 + 1;
    long[] stamps = new long[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      long ns = i * (S / rateHz);
      stamps[i] = ORIGIN_NS + ns;
      values[i] = watts.applyAsDouble(ns / 1e9);
    }
    return new PowerSeries(stamps, values);
  }

  private static PowerSeries withHole(long fromNs, long toNs) {
    long[] stamps =
        LongStream.rangeClosed(0, 2_000)
            .map(i -> i * MS)
            .filter(ns -> ns < fromNs || ns >= toNs)
            .map(ns -> ORIGIN_NS + ns)
            .toArray();
    double[] watts = new double[stamps.length];
    Arrays.fill(watts, 2);
    return new PowerSeries(stamps, watts);
  }
}
