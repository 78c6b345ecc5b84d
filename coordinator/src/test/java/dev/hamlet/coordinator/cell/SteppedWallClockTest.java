package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the coordinator's wall clock while it works: only what people are shown moves. */
class SteppedWallClockTest {

  private static final String CELL = "e-1/a/baseline";
  private static final long YEAR_MS = 365L * 24 * 3_600 * 1_000;

  private final Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(longs = {50 * YEAR_MS, -50 * YEAR_MS, 61_000, -61_000})
  void step_costsNoLeaseNoTrialAndNoExperiment(long stepMs) {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();

    bench.wallClockStepMs = stepMs;
    agent.heartbeat(agent.ref());
    bench.pass(Duration.ofSeconds(5));

    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    assertThat(agent.ends).as("the lease goes on").isEmpty();
    assertThat(bench.store.experiment("e-1").orElseThrow().state())
        .isEqualTo(ExperimentState.RUNNING);
    agent.runAll();
    assertThat(bench.verdict(CELL).state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.trials(CELL))
        .allMatch(trial -> trial.status() == TrialStatus.VALID)
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(agent.grants).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {50 * YEAR_MS, -50 * YEAR_MS})
  void silence_isCountedByTheClockThatNobodySets(long stepMs) {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.wallClockStepMs = stepMs;

    bench.pass(Duration.ofSeconds(14));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);
    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.LOST);
    assertThat(agent.ends).as("60 s have not passed").isEmpty();
    bench.pass(Duration.ofSeconds(30));
    assertThat(agent.ends).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {50 * YEAR_MS, -50 * YEAR_MS})
  void timeLimit_isCountedByTheClockThatNobodySets(long stepMs) {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.wallClockStepMs = stepMs;

    passHeard(agent, agent.ref(), 115);
    assertThat(bench.cell(CELL).verdict()).as("115 of 120 s").isNull();

    passHeard(agent, agent.ref(), 10);
    assertThat(bench.verdict(CELL).reason()).contains("time limit of 120 s");
  }

  @Test
  void timeLimit_goesOnWhereAnEarlierLifeOfTheCoordinatorWas() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    passHeard(agent, agent.ref(), 60);

    bench.restart();
    FakeAgent back = bench.agent("a", "s1").connect(agent.ref());
    passHeard(back, agent.ref(), 55);
    assertThat(bench.cell(CELL).verdict()).as("115 of 120 s").isNull();

    passHeard(back, agent.ref(), 10);
    assertThat(bench.verdict(CELL).reason()).contains("time limit of 120 s");
  }

  private void passHeard(FakeAgent agent, LeaseRef lease, int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(lease);
    }
  }
}
