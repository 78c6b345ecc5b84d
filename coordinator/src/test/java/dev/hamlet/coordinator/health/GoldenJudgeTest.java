package dev.hamlet.coordinator.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.statistics.Estimate;
import dev.hamlet.coordinator.health.GoldenJudge.Measured;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenJudgeTest {

  private static final double[] NO_RAILS = {};

  @Test
  void firstThreePasses_foundTheHistoryUnjudged() {
    List<GoldenCheck> passes = new ArrayList<>();
    for (double latency : new double[] {0.010, 0.020, 0.015}) {
      GoldenCheck check = judge(latency, 1, passes);
      assertThat(check.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(check.reason()).contains("of 3 that found its history");
      passes.add(0, check);
    }
    assertThat(judge(0.030, 1, passes).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** All trials equal: the interval is a point, and the tolerance is 5 % of the median alone. */
  @ParameterizedTest
  @CsvSource({
    "0.01049, 1.00, PASSED",
    "0.01051, 1.00, FAILED",
    "0.0096,  1.00, PASSED",
    "0.0094,  1.00, FAILED",
    "0.0100,  1.04, PASSED",
    "0.0100,  1.06, FAILED",
    "0.0100,  0.94, FAILED"
  })
  void figuresWithoutSpread_mayBeFivePercentOff(double latency, double energy, Outcome outcome) {
    assertThat(judge(latency, energy, history()).outcome()).isEqualTo(outcome);
  }

  /**
   * Latencies m - d, m, m + d: half-width t(0.975, 2) d / sqrt(3) with t = 4.3027. With m 8 % above
   * the median of 10 ms and d = 0.2 ms that is 0.497 ms, and 0.5 + 0.497 > 0.8.
   */
  @Test
  void widthOfTheChecksOwnInterval_isAllowedFor() {
    double[] spread = {0.0106, 0.0108, 0.0110};
    double[] still = {0.0108, 0.0108, 0.0108};

    assertThat(judge(spread, new double[] {1, 1, 1}).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(judge(still, new double[] {1, 1, 1}).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void reason_saysWhatIsOffAndHowFar() {
    assertThat(judge(0.0110, 1, history()).reason())
        .isEqualTo("its latency is +10.0 % off its own median; 5.0 % are allowed");
  }

  @Test
  void deviceWithoutRails_isJudgedByItsLatency() {
    assertThat(judge(new double[] {0.01, 0.01, 0.01}, NO_RAILS).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(judge(new double[] {0.02, 0.02, 0.02}, NO_RAILS).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void onlyTheLastTenPasses_count() {
    List<GoldenCheck> passes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      passes.add(pass(0.010, 1));
    }
    for (int i = 0; i < 50; i++) {
      passes.add(pass(0.020, 1)); // older ones, from before a new fan
    }
    assertThat(judge(0.010, 1, passes).outcome()).isEqualTo(Outcome.PASSED);
  }

  private static List<GoldenCheck> history() {
    return List.of(pass(0.010, 1), pass(0.009, 2), pass(0.012, 0.5));
  }

  private static GoldenCheck pass(double latency, double energy) {
    double none = Double.NaN;
    return new GoldenCheck("a", "g", 1, Outcome.PASSED, "", 5, latency, 0, energy, 0, none, none);
  }

  private static GoldenCheck judge(double latency, double energy, List<GoldenCheck> passes) {
    return GoldenJudge.judge(
        measured(new double[] {latency, latency, latency}, new double[] {energy, energy, energy}),
        passes,
        1);
  }

  private static GoldenCheck judge(double[] latencies, double[] energies) {
    return GoldenJudge.judge(measured(latencies, energies), history(), 1);
  }

  private static Measured measured(double[] latencies, double[] energies) {
    return new Measured("a", "g", Estimate.of(latencies, 0.95), Estimate.of(energies, 0.95));
  }
}
