package dev.hamlet.coordinator.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialDistributionTest {

  @Test
  void oddTrial_isFlaggedByNumberAndKept() {
    TrialDistribution distribution = netEnergy(2.0, 2.1, 1.9, 2.2, 9.0, 1.8, 2.0, 2.1, 1.9, 2.0);

    assertThat(distribution.outliersByDeviation()).containsExactly(5);
    assertThat(distribution.outliersByFences()).containsExactly(5);
    // over 100 inferences; nine of the ten lie within 1.8 to 2.2
    assertThat(distribution.median().value()).isCloseTo(0.020, within(1e-12));
    assertThat(distribution.median().ciLow()).isBetween(0.018, 0.020);
    assertThat(distribution.median().ciHigh()).isBetween(0.020, 0.022);
    // without 1.8 and 9.0: 16.2 / 8
    assertThat(distribution.trimmedMean().value()).isCloseTo(0.02025, within(1e-12));
  }

  @Test
  void fewTrials_haveNoTailPercentiles() {
    TrialDistribution distribution =
        netEnergy(IntStream.range(0, 29).mapToDouble(i -> i).toArray());

    assertThat(distribution.p90().value()).isNaN();
    assertThat(distribution.p99().value()).isNaN();
    assertThat(netEnergy(IntStream.range(0, 31).mapToDouble(i -> i).toArray()).p90().value())
        .isCloseTo(0.27, within(1e-12));
  }

  private static TrialDistribution netEnergy(double... joules) {
    List<TrialResult> results =
        IntStream.range(0, joules.length)
            .mapToObj(i -> Trials.valid(i + 1, 0.01, joules[i]))
            .toList();
    CellTrials trials = CellTrials.of(results);
    return TrialDistribution.of(trials, trials.netEnergyPerInferenceJoules(), 0.95);
  }
}
