package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.FakeResultStore;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves the coordinator before what led to it is durable. */
class CommitBatchTest {

  private final List<String> atCommit = new ArrayList<>();
  private Runnable commit = () -> {};

  @Test
  void leaseAndRounds_leaveAfterTheCommit() {
    Bench bench = new Bench(committing(new FakeResultStore()));
    FakeAgent agent = bench.agent("a", "s-a").connect();
    commit =
        () -> {
          atCommit.add("leases " + bench.store.openLeases().size());
          atCommit.add("told " + agent.grants.size() + " and " + agent.rounds.size());
          atCommit.add("shown " + bench.driver.board().find("e-1").isPresent());
        };

    bench.afterCommit.batch(() -> bench.submit("e-1", List.of("a"), "baseline"));

    assertThat(atCommit).containsExactly("leases 1", "told 0 and 0", "shown false");
    assertThat(agent.grants).hasSize(1);
    assertThat(agent.rounds).isNotEmpty();
    assertThat(bench.driver.board().find("e-1")).isPresent();
  }

  @Test
  void trial_isAcknowledgedAfterTheCommit() {
    Bench bench = new Bench(committing(new FakeResultStore()));
    FakeAgent agent = bench.agent("a", "s-a").connect();
    bench.submit("e-1", List.of("a"), "baseline");
    RoundGrant round = agent.rounds.remove();
    Visit visit = round.visits().get(0);
    commit =
        () -> {
          atCommit.add("stored " + bench.store.trials(visit.cellId()).size());
          atCommit.add("acknowledged " + agent.acknowledged.size());
        };

    bench.afterCommit.batch(
        () -> agent.report(agent.trial(round, visit.cellId(), visit.trials().get(0))));

    assertThat(atCommit).containsExactly("stored 1", "acknowledged 0");
    assertThat(agent.acknowledged).containsExactly(agent.lastReport());
  }

  @Test
  void orderToABoard_leavesAfterTheCommit() {
    Bench bench = new Bench(committing(new FakeResultStore()));
    FakeAgent agent = bench.agent("a", "s-a").connect();
    commit = () -> atCommit.add("ordered " + agent.calibrations.size());

    CalibrationOrder order = new CalibrationOrder("o-1", 1, 2_000_000_000);

    bench.afterCommit.batch(
        () -> {
          var unused = bench.driver.calibrate("a", order);
        });

    assertThat(atCommit).containsExactly("ordered 0");
    assertThat(agent.calibrations).hasSize(1);
  }

  @Test
  void eventThatTheStoreRefuses_undoesItselfAlone(@TempDir Path folder) {
    try (ResultStore disk = SqliteResultStore.open(folder.resolve("hamlet.db"))) {
      Bench bench = new Bench(disk);
      FakeAgent agent = bench.agent("a", "s-a").connect();
      bench.submit("e-1", List.of("a"), "baseline");
      RoundGrant round = agent.rounds.remove();
      Visit visit = round.visits().get(0);

      bench.afterCommit.batch(
          () -> {
            agent.report(agent.trial(round, visit.cellId(), visit.trials().get(0)));
            assertThatThrownBy(() -> disk.endLease("none", AttemptOutcome.WITHDRAWN, "", 1))
                .hasMessageContaining("none");
            agent.report(agent.trial(round, visit.cellId(), visit.trials().get(1)));
          });

      assertThat(disk.trials(visit.cellId())).hasSize(2);
      assertThat(agent.acknowledged).hasSize(2);
    }
  }

  @Test
  void commitThatFails_sendsNothingAndTheNextLifeBeginsWhereItWas(@TempDir Path folder) {
    try (ResultStore disk = SqliteResultStore.open(folder.resolve("hamlet.db"))) {
      Bench bench = new Bench(committing(disk));
      FakeAgent agent = bench.agent("a", "s-a").connect();
      bench.submit("e-1", List.of("a"), "baseline");
      RoundGrant round = agent.rounds.remove();
      List<Long> before = List.copyOf(agent.acknowledged);
      commit = CommitBatchTest::full;

      assertThatThrownBy(() -> bench.afterCommit.batch(() -> runAgain(agent, round)))
          .hasMessage("the disk is full");

      assertThat(agent.acknowledged).isEqualTo(before);
      assertThat(disk.trials("e-1/a/baseline")).isEmpty();
      commit = () -> {};
      bench.restart();
      FakeAgent back = bench.agent("a", "s-a").connect(agent.ref());
      back.grants.add(agent.lease());
      back.runAll();
      assertThat(disk.experiment("e-1").orElseThrow().state()).isEqualTo(ExperimentState.FINISHED);
      assertThat(disk.trials("e-1/a/baseline"))
          .extracting(TrialResult::trialNumber)
          .doesNotHaveDuplicates()
          .hasSizeGreaterThanOrEqualTo(Bench.POLICY.min());
    }
  }

  private static void full() {
    throw new IllegalStateException("the disk is full");
  }

  private static void runAgain(FakeAgent agent, RoundGrant round) {
    agent.rounds.clear();
    agent.rounds.add(round);
    agent.runRound();
  }

  /** A store that does something at the end of each batch; nothing is stored if that fails. */
  private ResultStore committing(ResultStore store) {
    return (ResultStore)
        Proxy.newProxyInstance(
            CommitBatchTest.class.getClassLoader(),
            new Class<?>[] {ResultStore.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(
                    store,
                    method.getName().equals("together")
                        ? new Object[] {andCommit((Runnable) arguments[0])}
                        : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Runnable andCommit(Runnable calls) {
    return () -> {
      calls.run();
      commit.run();
    };
  }
}
