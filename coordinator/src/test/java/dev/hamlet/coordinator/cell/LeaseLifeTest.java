package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.AttemptRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseLifeTest {

  private static final String BASE = "e-1/a/baseline";
  private static final String EIGHT = "e-1/a/eight";
  private final Bench bench = new Bench();

  @Test
  void staleToken_isRefusedCountedAndTold() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant old = agent.rounds.element();
    bench.lapse(agent);

    agent.report(agent.trial(old, BASE, 1));

    assertThat(agent.refusals).singleElement().asString().contains("no longer current");
    assertThat(bench.driver.counters().stale()).isEqualTo(1);
    assertThat(bench.store.trials(BASE)).isEmpty();
  }

  @Test
  void leaseThatIsNotRenewed_lapsesAndIsGrantedAnewUnderAGreaterToken() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    long token = agent.ref().fencingToken();

    bench.lapse(agent);

    assertThat(agent.ends).singleElement().matches(end -> end.abort());
    assertThat(agent.grants).hasSize(2);
    assertThat(agent.ref().fencingToken()).isGreaterThan(token);
    assertThat(agent.rounds.element().visits()).containsExactly(new Visit(BASE, List.of(3, 4)));
    agent.runAll();
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void heartbeats_keepALeaseForLong() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    for (int i = 0; i < 22; i++) {
      bench.pass(Duration.ofSeconds(5));
      agent.heartbeat(agent.ref());
    }

    assertThat(agent.grants).hasSize(1);
    assertThat(agent.lapsed).isEmpty();
  }

  @Test
  void restartedAgent_getsANewLeaseAtOnceAndTrialsGoOn() {
    FakeAgent first = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline", "eight");
    first.runRound();
    first.disconnect();

    FakeAgent second = bench.agent("a", "s2").connect();
    second.runAll();

    assertThat(second.ref().fencingToken()).isGreaterThan(first.ref().fencingToken());
    assertThat(bench.store.trials(BASE))
        .extracting(TrialResult::trialNumber)
        .containsExactly(1, 2, 3, 4);
    assertThat(bench.verdict(EIGHT).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void cutLink_leaseIsKeptAndOpenRoundsAreSentAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    agent.rounds.clear();
    agent.disconnect();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);

    agent.connect(agent.ref());

    assertThat(agent.grants).hasSize(1);
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    assertThat(agent.rounds).extracting(RoundGrant::round).containsExactly(2);
    agent.runAll();
    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.CONVERGED);
  }

  @Test
  void silence_makesADeviceSuspectThenLost() {
    FakeAgent agent = bench.agent("a", "s1").connect();

    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.SUSPECT);
    bench.pass(Duration.ofSeconds(15));
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.LOST);
    agent.heartbeat();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.AVAILABLE);
  }

  @Test
  void secondAgentOfOneName_isRefusedWhileTheFirstIsHeard() {
    FakeAgent first = bench.agent("a", "s1").connect();

    assertThatThrownBy(() -> bench.agent("a", "s2").connect())
        .isInstanceOfSatisfying(
            HamletException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));

    bench.pass(Duration.ofSeconds(15));
    bench.agent("a", "s2").connect();
    assertThat(first.closed()).isNotNull();
  }

  @Test
  void restartedAgentThatHadWorked_isNotBlamedAndGoesOnUnderAGreaterToken() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    agent.runRound();
    long old = agent.ref().fencingToken();
    agent.disconnect();

    FakeAgent next = bench.agent("a", "s2").connect();

    assertThat(next.ref().fencingToken()).isGreaterThan(old);
    assertThat(bench.store.attempts(BASE))
        .extracting(AttemptRecord::outcome)
        .containsExactly(AttemptOutcome.RESUMED, AttemptOutcome.OPEN);
  }

  @Test
  void leaseHandedBack_restsAndIsGrantedAgain() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    bench.handBack(agent);
    assertThat(agent.grants).hasSize(1);
    bench.pass(LeaseBook.REST);

    assertThat(agent.grants).hasSize(2);
  }

  @Test
  void leaseHandedBackThreeTimesInVain_failsTheGroup() {
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e-1", List.of("a"), "baseline");

    for (int i = 0; i < 3; i++) {
      bench.handBack(agent);
      bench.pass(LeaseBook.REST);
    }

    assertThat(bench.verdict(BASE).state()).isEqualTo(VerdictState.FAILED);
    assertThat(bench.verdict(BASE).reason()).endsWith("3 times: no power mode MAXN");
    assertThat(bench.registry.snapshots().get(0).concern()).isEqualTo("no power mode MAXN");
  }
}
