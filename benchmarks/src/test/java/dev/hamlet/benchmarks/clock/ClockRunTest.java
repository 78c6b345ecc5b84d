package dev.hamlet.benchmarks.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClockRunTest {

  private static final int RUNS = 50;

  /** The seeds are fixed, so that this either holds or does not. */
  @ParameterizedTest
  @EnumSource(
      value = ClockScenario.class,
      names = {"QUIET", "CUT", "SUSPENDS", "STEPS", "SHORT_SUSPENDS"})
  void everyStampOfARun_isWithinItsBoundAndEveryStepIsFound(ClockScenario scenario) {
    ClockFigures figures = new ClockFigures(scenario);
    for (long seed = 0; seed < RUNS; seed++) {
      ClockRun.add(figures, 7_000 + seed);
    }

    assertThat(figures.runsCovered()).isEqualTo(RUNS);
    assertThat(figures.found()).isEqualTo(figures.steps());
    assertThat(figures.falsely()).isZero();
    // Half of the shortest ways is 1 ms: the bound is of that order, not of the longest ways.
    assertThat(figures.after().boundNs(0.5)).isBetween(1e6, 2.5e6);
  }

  @ParameterizedTest
  @EnumSource(ClockScenario.class)
  void sameSeed_givesTheSameFigures(ClockScenario scenario) {
    ClockFigures one = new ClockFigures(scenario);
    ClockFigures other = new ClockFigures(scenario);
    ClockRun.add(one, 3);
    ClockRun.add(other, 3);

    assertThat(one.after().boundNs(0.9)).isEqualTo(other.after().boundNs(0.9));
    assertThat(one.live().size()).isEqualTo(other.live().size());
  }
}
