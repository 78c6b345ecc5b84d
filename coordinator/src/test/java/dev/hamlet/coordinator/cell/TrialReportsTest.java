package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.result.TrialStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialReportsTest {

  private static final String BASE = "e-1/a/baseline";
  private final Bench bench = new Bench();

  @Test
  void reportThatComesTwice_isStoredOnceAndAcknowledgedTwice() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    TrialReport report = agent.trial(agent.rounds.element(), BASE, 1);

    agent.report(report);
    agent.report(report);

    assertThat(bench.store.trials(BASE)).hasSize(1);
    assertThat(agent.acknowledged).containsExactly(1L, 2L);
  }

  @Test
  void openExperiment_holdsTheTelemetryOfItsDevices() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a", "b"), "baseline");
    assertThat(bench.log.held).containsExactlyInAnyOrder("a", "b");

    bench.driver.cancel("e-1", "enough");

    assertThat(bench.log.held).isEmpty();
    assertThat(agent.ends).hasSize(1);
  }

  @Test
  void lastReportRepeatedAfterTheLeaseEnded_isAcknowledged() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant first = agent.rounds.element();
    agent.runAll();

    agent.report(agent.trial(first, BASE, 1));

    assertThat(agent.refusals).isEmpty();
    assertThat(agent.acknowledged).hasSize((int) agent.lastReport());
  }

  @Test
  void trialNobodyAskedFor_isRefused() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    agent.report(agent.trial(agent.rounds.element(), BASE, 99));

    assertThat(agent.refusals).containsExactly("this trial was not granted under the lease");
  }

  @Test
  void telemetryNotDurable_reportIsAcknowledgedOnlyWhenItIs() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.log.stuck(true);
    agent.report(agent.trial(agent.rounds.element(), BASE, 1));
    assertThat(agent.acknowledged).isEmpty();

    bench.log.stuck(false);
    bench.loop.drain();

    assertThat(agent.acknowledged).containsExactly(1L);
  }

  @Test
  void telemetryThatNeverComes_makesTheTrialInvalid() {
    bench.timeLimit = null;
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    bench.log.stuck(true);
    agent.report(agent.trial(agent.rounds.element(), BASE, 1));

    for (int i = 0; i < 24; i++) {
      assertThat(bench.store.trials(BASE)).isEmpty();
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(bench.store.trials(BASE))
        .singleElement()
        .matches(trial -> trial.status() == TrialStatus.INVALID)
        .matches(trial -> trial.reason().contains("did not come within 120 s"));
    assertThat(agent.acknowledged).containsExactly(1L);
  }
}
