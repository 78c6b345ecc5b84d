package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.store.fleet.GoldenCheck;
import dev.hamlet.coordinator.store.fleet.GoldenCheck.Outcome;
import dev.hamlet.coordinator.store.fleet.GoldenModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GoldenChecksTest {

  private static final GoldenModel MODEL =
      new GoldenModel("lenet", "artifact", "inputs", "tensorflow", "mia", 1);

  private final Bench bench = new Bench();

  @Test
  void withoutAGoldenModel_nothingIsCheckedAndAskingSaysSo() {
    FakeAgent agent = bench.agent("a", "s1").connect();

    assertThat(agent.grants).isEmpty();
    assertThatThrownBy(() -> bench.driver.golden().start("a", "mia"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("hamlet devices golden");
  }

  @Test
  void newAgent_isCheckedBeforeItGetsALease() {
    bench.driver.golden().choose(MODEL);
    bench.submit("e", List.of("a"), "baseline");
    FakeAgent agent = bench.agent("a", "s1").connect();

    LeaseGrant check = agent.lease();
    assertThat(check.lease().leaseId()).startsWith("golden-");
    assertThat(check.cells()).hasSize(1);
    assertThat(check.protocol().profile()).isEqualTo("golden");
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);

    agent.heartbeat(check.lease());
    assertThat(agent.lapsed).isEmpty();
    agent.runRound();

    assertThat(latest().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(latest().trials()).isEqualTo(5);
    assertThat(agent.lease().experimentId()).isEqualTo("e");
    assertThat(bench.store.trialsOfExperiment("e")).isEmpty();
  }

  @Test
  void deviceThatCannotRunTheModel_isQuarantined_andComesBackAfterTwoPasses() {
    bench.timeLimit = null;
    bench.driver.golden().choose(MODEL);
    bench.agent("b", "s1").connect().runRound();
    FakeAgent agent = bench.agent("a", "s1").withFate(GoldenChecksTest::workerDied).connect();
    agent.runRound();
    assertThat(latest().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);

    agent.withFate(report -> report);
    pass(agent, 60);
    agent.runRound();
    assertThat(latest().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.QUARANTINED);
    pass(agent, 300);
    agent.runRound();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  @Test
  void modelThatIsBroken_quarantinesNobody() {
    bench.driver.golden().choose(MODEL);
    bench.agent("b", "s1").connect();
    FakeAgent agent = bench.agent("a", "s1").withFate(GoldenChecksTest::modelBroken).connect();
    agent.runRound();

    assertThat(latest().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  @Test
  void linkThatBreaks_isNoFailure() {
    bench.driver.golden().choose(MODEL);
    FakeAgent agent = bench.agent("a", "s1").connect();
    agent.disconnect();

    assertThat(latest().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(bench.driver.fleet().health().mayWork("a")).isTrue();
  }

  @Test
  void checkThatNobodyFinishes_isGivenUp() {
    bench.driver.golden().choose(MODEL);
    FakeAgent agent = bench.agent("a", "s1").connect();
    pass(agent, 370);

    assertThat(latest().reason()).contains("longer than 6 min");
  }

  @Test
  void checkThatAPersonAsksFor_answersWithItsJudgement() {
    bench.agent("a", "s1").connect();
    bench.store.fleet().saveGolden(MODEL);
    bench.restart();
    FakeAgent agent = bench.agent("a", "s1");
    bench.driver.change(new DeviceChange("a", DeviceChange.Kind.DRAIN, "mia", "", Duration.ZERO));
    agent.connect();
    assertThat(agent.grants).isEmpty();

    CompletableFuture<GoldenCheck> result = bench.driver.golden().start("a", "mia");
    agent.runRound();

    assertThat(result).isCompletedWithValueMatching(check -> check.outcome() == Outcome.PASSED);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.DRAINING);
  }

  /** Time passes while the agent is heard. */
  private void pass(FakeAgent agent, int seconds) {
    for (int passed = 0; passed < seconds; passed += 10) {
      agent.heartbeat();
      bench.pass(Duration.ofSeconds(10));
    }
  }

  private GoldenCheck latest() {
    return bench.store.fleet().checks("a", 1).get(0);
  }

  private static TrialReport workerDied(TrialReport report) {
    return failed(report, false);
  }

  private static TrialReport modelBroken(TrialReport report) {
    return failed(report, true);
  }

  private static TrialReport failed(TrialReport report, boolean modelFault) {
    return TrialReport.unmeasured(
        report.trial(), TrialEnding.failed("worker died", modelFault), report.sessionId());
  }
}
