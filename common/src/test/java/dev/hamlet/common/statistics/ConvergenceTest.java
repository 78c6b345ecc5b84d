package dev.hamlet.common.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.common.statistics.Convergence.State;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

  private static final Estimate NARROW = new Estimate(10, 100, 1, 95, 105);
  private static final Estimate WIDE = new Estimate(10, 100, 1, 94.9, 105.1);

  private final TrialPolicy policy = policy(WidthOf.HALF);

  @Test
  void everyMetricNarrow_converges() {
    assertThat(after(10, NARROW, NARROW)).isEqualTo(State.CONVERGED);
  }

  @Test
  void oneMetricWide_continues() {
    assertThat(after(10, NARROW, WIDE)).isEqualTo(State.CONTINUE);
    assertThat(after(15, WIDE, NARROW)).isEqualTo(State.CONTINUE);
  }

  @Test
  void belowTheLeastNumber_neverConverges() {
    assertThat(after(9, NARROW, NARROW)).isEqualTo(State.CONTINUE);
  }

  @Test
  void atTheGreatestNumber_stopsUnlessItConverges() {
    assertThat(after(16, WIDE, NARROW)).isEqualTo(State.STOPPED_AT_MAX);
    assertThat(after(16, NARROW, NARROW)).isEqualTo(State.CONVERGED);
  }

  @Test
  void fullWidth_isTwiceAsStrict() {
    assertThat(
            Convergence.of(
                    policy(WidthOf.FULL),
                    10,
                    Map.of(StoppingMetric.LATENCY, NARROW, StoppingMetric.NET_ENERGY, NARROW))
                .state())
        .isEqualTo(State.CONTINUE);
  }

  private State after(int trials, Estimate latency, Estimate energy) {
    return Convergence.of(
            policy,
            trials,
            Map.of(StoppingMetric.LATENCY, latency, StoppingMetric.NET_ENERGY, energy))
        .state();
  }

  private static TrialPolicy policy(WidthOf widthOf) {
    return new TrialPolicy(10, 16, 2, 0.95, 0.05, widthOf, Set.of(StoppingMetric.values()));
  }
}
