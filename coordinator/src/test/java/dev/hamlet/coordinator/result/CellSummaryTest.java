package dev.hamlet.coordinator.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellSummaryTest {

  @Test
  void figures_restOnValidTrialsOnly() {
    CellSummary summary =
        CellSummary.of(
            List.of(
                Trials.valid(1, 0.010, 2),
                Trials.invalid(2),
                Trials.valid(3, 0.012, 4),
                Trials.failed(4)),
            Trials.policy());

    assertThat(summary.trials()).isEqualTo(2);
    assertThat(summary.trialsInvalid()).isEqualTo(1);
    assertThat(summary.trialsFailed()).isEqualTo(1);
    assertThat(summary.invalidShare()).isEqualTo(1 / 3.0);
    assertThat(summary.latencySeconds().mean()).isCloseTo(0.011, within(1e-15));
    // 2 J and 4 J over 100 inferences
    assertThat(summary.netEnergyPerInferenceJoules().mean()).isCloseTo(0.03, within(1e-15));
    assertThat(summary.netEnergyPerInferenceJoules().std())
        .isCloseTo(0.01 * Math.sqrt(2), within(1e-15));
    assertThat(summary.grossEnergyPerInferenceJoules().mean()).isCloseTo(0.06, within(1e-15));
    assertThat(summary.idlePowerWatts().mean()).isEqualTo(3);
    assertThat(summary.sampling()).isEqualTo(new SamplingTotals(4000, 4, 999, 0.002));
  }

  @Test
  void noTrials_haveNoFigures() {
    CellSummary summary = CellSummary.of(List.of(), Trials.policy());

    assertThat(summary.trials()).isZero();
    assertThat(summary.latencySeconds().mean()).isNaN();
    assertThat(summary.invalidShare()).isZero();
  }
}
