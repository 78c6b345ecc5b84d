package dev.hamlet.common.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.time.TimeInterval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFitTest {

  private static final long START_NS = 5_000_000_000L;
  private static final TimeInterval BUSY = new TimeInterval(START_NS, START_NS + 3_000_000_000L);

  /** Rounds of 0x7007 and 0x7127, with the filters of 4 to 512 averages on either. */
  @ParameterizedTest
  @CsvSource({"3,6600", "4,6600", "16,6600", "64,6600", "64,840", "128,840", "512,840"})
  void filterOfTheChip_isFoundWithinFivePercent(int averages, long roundMicros) {
    long roundNs = roundMicros * 1_000;
    double tauNs = -roundNs / Math.log1p(-1.0 / averages);

    StepFit fit = StepFit.of(record(averages, roundNs, 0.04, 0.0383, 7), BUSY, roundNs, 0.0383);

    assertThat(fit.timeConstantNs() / tauNs).isCloseTo(1, within(0.05));
    assertThat(Math.abs(fit.timeConstantNs() - tauNs)).isLessThan(2.0 * fit.errorNs());
    assertThat(fit.stepWatts()).isCloseTo(5, within(0.03));
    assertThat(fit.idleWatts()).isCloseTo(1.9, within(0.03));
  }

  /**
   * Steps of 38 mW and hardly any noise left by the filter: the ends of the curve stand off by up
   * to half a step, wherever the power lies between two of them. Of 20 intervals of 95 % fewer than
   * 16 hold the truth once in 390 times.
   */
  @ParameterizedTest
  @CsvSource({"64,840", "512,840"})
  void statedError_holdsAlthoughStepsLeaveNoTraceInTheResiduals(int averages, long roundMicros) {
    long roundNs = roundMicros * 1_000;
    double tauNs = -roundNs / Math.log1p(-1.0 / averages);
    int held = 0;
    for (int seed = 0; seed < 20; seed++) {
      PowerSeries shown = shifted(record(averages, roundNs, 0.02, 0, seed), seed / 20.0 * 0.0383);
      StepFit fit = StepFit.of(stepped(shown, 0.0383), BUSY, roundNs, 0.0383);
      held += Math.abs(fit.timeConstantNs() - tauNs) <= fit.errorNs() ? 1 : 0;
      assertThat(fit.errorNs()).as("seed %d", seed).isLessThan(Math.round(0.05 * tauNs));
    }
    assertThat(held).isGreaterThanOrEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({"840", "6600", "20000"})
  void noFilter_isNoTimeConstantWithARoundAsItsError(long roundMicros) {
    long roundNs = roundMicros * 1_000;

    StepFit fit = StepFit.of(record(1, roundNs, 0.04, 0.0383, 3), BUSY, roundNs, 0.0383);

    assertThat(fit.timeConstantNs()).isZero();
    assertThat(fit.errorNs()).isBetween(roundNs, Math.max(roundNs, 1_000_100));
  }

  @Test
  void pureExponentialOfHalfASecond_isFoundExactly() {
    long[] stamps = new long[6_500];
    double[] watts = new double[stamps.length];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = START_NS - 1_500_000_000L + i * 1_000_000L;
      double t = (stamps[i] - START_NS) / 1e9;
      watts[i] = 1 + 4 * (rise(t, 0.5) - rise(t - 3, 0.5));
    }

    StepFit fit = StepFit.of(new PowerSeries(stamps, watts), BUSY, 0, 0);

    assertThat(fit.timeConstantNs() / 1e9).isCloseTo(0.5, within(1e-5));
    assertThat(fit.stepWatts()).isCloseTo(4, within(1e-5));
  }

  @Test
  void loadThatChangesNothing_isRefused() {
    long[] stamps = new long[6_000];
    double[] watts = new double[stamps.length];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = START_NS - 1_500_000_000L + i * 1_000_000L;
      watts[i] = 1 + 0.02 * random.nextGaussian();
    }

    assertThatThrownBy(() -> StepFit.of(new PowerSeries(stamps, watts), BUSY, 0, 0))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("the load raised the power by");
  }

  @Test
  void recordWithoutIdle_isRefused() {
    PowerSeries series = record(1, 840_000, 0, 0, 1);

    assertThatThrownBy(
            () ->
                StepFit.of(
                    series,
                    new TimeInterval(series.monotonicNs()[10], START_NS + 1_000),
                    840_000,
                    0))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("only 11,");
  }

  private static PowerSeries shifted(PowerSeries series, double byWatts) {
    double[] watts = Arrays.stream(series.watts()).map(power -> power + byWatts).toArray();
    return new PowerSeries(series.monotonicNs(), watts);
  }

  private static PowerSeries stepped(PowerSeries series, double stepWatts) {
    double[] watts =
        Arrays.stream(series.watts())
            .map(power -> Math.rint(power / stepWatts) * stepWatts)
            .toArray();
    return new PowerSeries(series.monotonicNs(), watts);
  }

  private static double rise(double seconds, double tau) {
    return seconds <= 0 ? 0 : -Math.expm1(-seconds / tau);
  }

  /** 5 W over 1.9 W, warming by 50 mW: what a chip shows that is read at about 1 kHz. */
  private static PowerSeries record(
      int averages, long roundNs, double noiseWatts, double stepWatts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int reads = 6_500;
    long[] stamps = new long[reads];
    double[] watts = new double[reads];
    long nextRoundNs = START_NS - 1_500_000_000L - random.nextLong(roundNs);
    double register = 1.9;
    for (int i = 0; i < reads; i++) {
      stamps[i] = START_NS - 1_500_000_000L + i * 1_000_000L + random.nextLong(100_000);
      while (nextRoundNs <= stamps[i]) {
        double sample = truth((nextRoundNs - START_NS) / 1e9) + noiseWatts * random.nextGaussian();
        register += (sample - register) / averages;
        nextRoundNs += roundNs;
      }
      watts[i] = stepWatts == 0 ? register : Math.rint(register / stepWatts) * stepWatts;
    }
    return new PowerSeries(stamps, watts);
  }

  private static double truth(double seconds) {
    boolean busy = seconds >= 0 && seconds < 3;
    return 1.9 + (busy ? 5 : 0) + 0.05 * Math.max(0, Math.min(1, seconds / 3));
  }
}
