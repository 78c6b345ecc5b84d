package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.coordinator.audit.AuditLog;
import dev.hamlet.coordinator.audit.AuditQuery;
import dev.hamlet.coordinator.health.DeviceChange;
import dev.hamlet.coordinator.recovery.CommandEnd;
import dev.hamlet.coordinator.recovery.Recovery;
import dev.hamlet.coordinator.recovery.RecoveryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final RecoveryConfig CONFIG =
      new RecoveryConfig(
          Duration.ofMinutes(10), 2, Duration.ofMinutes(1), Map.of("*", List.of("pdu", "cycle")));

  private final Bench bench = new Bench();
  private final List<List<String>> started = new ArrayList<>();
  private final List<CompletableFuture<CommandEnd>> running = new ArrayList<>();
  private Recovery recovery = recovery();

  private Recovery recovery() {
    return new Recovery(
        CONFIG,
        (command, limit) -> {
          started.add(command);
          running.add(new CompletableFuture<>());
          return running.get(running.size() - 1);
        },
        bench.loop,
        bench.registry,
        bench.driver.fleet(),
        new AuditLog(bench.store.audit(), bench.clock),
        bench.clock,
        () -> bench.driver.devicesWithOpenWork());
  }

  @Test
  void deviceLostWithOpenWork_isRecoveredAFewTimesADay() {
    bench.timeLimit = null;
    bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), "baseline");
    pass(Duration.ofMinutes(9));
    assertThat(started).isEmpty();

    pass(Duration.ofMinutes(2));
    assertThat(started).containsExactly(List.of("pdu", "cycle", "a"));
    end(0, new CommandEnd(0, "it ended with exit code 0", List.of("outlet 3 is on")));
    pass(Duration.ofMinutes(40));

    assertThat(started).as("at most twice a day").hasSize(2);
    assertThat(bench.store.audit().find(new AuditQuery(0, "a", 10)))
        .anySatisfy(
            entry -> {
              assertThat(entry.verb()).isEqualTo("recover");
              assertThat(entry.who()).isEqualTo("hamlet");
              assertThat(entry.detail()).contains("exit code 0", "outlet 3 is on");
            });
  }

  @Test
  void boardThatWasAtWorkWhenTheCoordinatorWasRestarted_isLeftAlone() {
    FakeAgent agent = atWorkForAnHour();

    restart();
    recovery.tick();
    assertThat(started).as("before any agent could come back").isEmpty();
    pass(Duration.ofSeconds(40));
    FakeAgent back = bench.agent("a", "s1").connect(agent.ref());
    stayAlive(back, Duration.ofMinutes(30));

    assertThat(started).isEmpty();
  }

  @Test
  void boardThatDoesNotComeBackAfterARestart_isRecoveredOnceThisLifeHasWaited() {
    var unused = atWorkForAnHour();

    restart();
    pass(CONFIG.after().minusSeconds(10));
    assertThat(started).isEmpty();
    pass(Duration.ofSeconds(20));

    assertThat(started).containsExactly(List.of("pdu", "cycle", "a"));
  }

  /** Longer than a board may be lost; the store saw it last when it said hello. */
  private FakeAgent atWorkForAnHour() {
    bench.timeLimit = null;
    FakeAgent agent = bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), "baseline");
    stayAlive(agent, Duration.ofHours(1));
    return agent;
  }

  private void stayAlive(FakeAgent agent, Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second += 10) {
      pass(Duration.ofSeconds(10));
      agent.heartbeat(agent.grants.stream().map(LeaseGrant::lease).toArray(LeaseRef[]::new));
    }
  }

  private void restart() {
    bench.restart();
    recovery = recovery();
  }

  @Test
  void deviceWithoutWork_orThatAPersonTookOut_isLeftAlone() {
    bench.timeLimit = null;
    bench.agent("a", "s1").connect();
    bench.agent("b", "s1").connect();
    bench.submit("e", List.of("b"), "baseline");
    bench.driver.change(new DeviceChange("b", DeviceChange.Kind.DRAIN, "mia", "", Duration.ZERO));
    pass(Duration.ofMinutes(30));

    assertThat(started).isEmpty();
  }

  @Test
  void devicesOfOneHost_areRecoveredOneAfterTheOther() {
    bench.timeLimit = null;
    bench.agent("a", "s1").connect();
    bench.agent("b", "s1").connect();
    bench.submit("e", List.of("a", "b"), "baseline");
    pass(Duration.ofMinutes(11));
    assertThat(started).containsExactly(List.of("pdu", "cycle", "a"));
    assertThatThrownBy(() -> recovery.start("b", "mia"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("the recover command of a runs on the same host");

    end(0, new CommandEnd(1, "it ended with exit code 1", List.of()));
    pass(Duration.ofSeconds(2));
    assertThat(started).hasSize(2).contains(List.of("pdu", "cycle", "b"));
  }

  private void end(int command, CommandEnd end) {
    assertThat(running.get(command).complete(end)).isTrue();
    bench.loop.drain();
  }

  private void pass(Duration duration) {
    for (int i = 0; i < duration.toSeconds() / 2; i++) {
      bench.pass(Duration.ofSeconds(2));
      recovery.tick();
    }
  }
}
