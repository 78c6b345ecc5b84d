package dev.hamlet.coordinator.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.common.statistics.compare.PairedRatio;
import dev.hamlet.coordinator.result.EnergyFigures;
import dev.hamlet.coordinator.result.LatencyFigures;
import dev.hamlet.coordinator.result.SamplingFigures;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineRatiosTest {

  /** What each round does to both cells alike. */
  private static final double[] DRIFT = {1, 1.5, 0.7, 1.2, 0.9};

  @Test
  void whatARoundHasInCommon_cancels() {
    List<TrialResult> baseline = new ArrayList<>();
    List<TrialResult> cell = new ArrayList<>();
    for (int i = 0; i < DRIFT.length; i++) {
      baseline.add(trial(7, i, TrialStatus.VALID, DRIFT[i]));
      cell.add(trial(7, i, TrialStatus.VALID, 0.8 * DRIFT[i]));
    }

    PairedRatio ratio = BaselineRatios.of(cell, baseline, 0.95).of(Figure.NET_ENERGY);

    assertThat(ratio.method()).isEqualTo(PairedRatio.Method.PAIRED_LOG);
    assertThat(ratio.units()).isEqualTo(5);
    assertThat(ratio.ratio()).isCloseTo(0.8, within(1e-12));
    assertThat(ratio.ciHigh()).isCloseTo(0.8, within(1e-9));
    assertThat(ratio.isDifferent()).isTrue();
  }

  @Test
  void sameRoundOfAnotherLease_isNotTheSameRound() {
    List<TrialResult> baseline = new ArrayList<>();
    List<TrialResult> cell = new ArrayList<>();
    for (int i = 0; i < DRIFT.length; i++) {
      baseline.add(trial(7, i, TrialStatus.VALID, DRIFT[i]));
      cell.add(trial(8, i, TrialStatus.VALID, 0.8 * DRIFT[i]));
    }

    PairedRatio ratio = BaselineRatios.of(cell, baseline, 0.95).of(Figure.NET_ENERGY);

    assertThat(ratio.method()).isEqualTo(PairedRatio.Method.UNPAIRED_FIELLER);
    assertThat(ratio.isDifferent()).isFalse();
  }

  @Test
  void invalidTrials_doNotCount() {
    List<TrialResult> baseline = new ArrayList<>();
    List<TrialResult> cell = new ArrayList<>();
    for (int i = 0; i < DRIFT.length; i++) {
      baseline.add(trial(7, i, TrialStatus.VALID, 1));
      cell.add(trial(7, i, i == 0 ? TrialStatus.INVALID : TrialStatus.VALID, i == 0 ? 9 : 2));
    }

    PairedRatio ratio = BaselineRatios.of(cell, baseline, 0.95).of(Figure.LATENCY);

    assertThat(ratio.units()).isEqualTo(4);
    assertThat(ratio.ratio()).isCloseTo(2, within(1e-12));
  }

  private static TrialResult trial(long token, int round, TrialStatus status, double size) {
    return new TrialResult(
        "c",
        round + 1,
        round,
        token,
        "twin-1",
        "boot",
        status,
        "",
        new LatencyFigures(100, size, 0, size, size, size, size, size),
        new EnergyFigures(1, 3 + size, 3, size, 3, 3, 3, 3 + size),
        new SamplingFigures(1000, 0, 1000, 0.001),
        0,
        0,
        0,
        40,
        40,
        0);
  }
}
