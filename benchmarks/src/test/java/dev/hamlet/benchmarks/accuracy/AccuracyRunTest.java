package dev.hamlet.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.benchmarks.peers.OtherMethod;
import dev.hamlet.benchmarks.scenario.Load;
import dev.hamlet.benchmarks.scenario.LoadShape;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.SensorSetup;
import dev.hamlet.benchmarks.virtual.ExpectedLoad;
import dev.hamlet.benchmarks.virtual.VirtualBoard;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.experiment.file.Profile;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccuracyRunTest {

  private static final Scenario SHORT =
      Scenario.of("short", SensorSetup.of(0x7007), Load.of(LoadShape.STEADY, 20))
          .with(Profile.DEMO);

  @Test
  void tinyScenario_isRightAndBetterThanOthers() throws InterruptedException {
    AccuracyRun run = new AccuracyRun(Preset.TINY, 7, new SystemClock(), line -> {});

    ScenarioFigures figures = run.measure(List.of(SHORT)).get(0);

    assertThat(figures.accepted()).as("seed 7").isTrue();
    assertThat(figures.cells()).isEqualTo(Preset.TINY.cells());
    assertThat(figures.hamlet().biasRatio()).as("seed 7").isCloseTo(0, within(0.01));
    assertThat(
            Objects.requireNonNull(figures.others().get(OtherMethod.AVERAGE_1HZ.word())).rmsRatio())
        .as("seed 7")
        .isGreaterThan(5 * figures.hamlet().rmsRatio());
    // 24 cells of 95 %: fewer than 18 come about in one of 10,000 runs
    assertThat(figures.random().ratio()).as("seed 7").isGreaterThan(0.75);
  }

  @Test
  void expectationOfASteadyLoad_isItsDuration() {
    VirtualBoard board = new VirtualBoard(SHORT, 1, 1, false, 3_000);

    ExpectedLoad expected = ExpectedLoad.of(SHORT, board, 2_000, 3);

    // spread of 2.06 % over the root of 2,000 bursts is 0.046 %: four of them
    assertThat(expected.nsPerInference()).isCloseTo(20e6, within(20e6 * 0.0019));
  }
}
