package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.schedule.Lease;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coordinator that stands still for longer than leases hold, while its agents work on. */
class FrozenCoordinatorTest {

  private static final Duration FROZEN = Duration.ofMinutes(20);

  private final Bench bench = new Bench();
  private FakeAgent agent;

  @BeforeEach
  void atWork() {
    bench.timeLimit = null;
    agent = bench.agent("a", "s1").connect();
    bench.submit("e", List.of("a"), "baseline");
    bench.pass(Duration.ofSeconds(3));
    bench.clock.advanceNs(FROZEN.toNanos());
    bench.driver.tick();
    bench.loop.drain();
  }

  @Test
  void agentsThatWorkedOn_keepTheirLeases() {
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.RUNNING);
    assertThat(bench.registry.silence("a")).isLessThan(Duration.ofSeconds(5));
    assertThat(bench.driver.fleet().health().failuresInARow("a")).isZero();

    agent.heartbeat(agent.ref());
    agent.runAll();

    assertThat(agent.lapsed).isEmpty();
    assertThat(bench.verdict("e/a/baseline").state()).isEqualTo(VerdictState.CONVERGED);
    assertThat(bench.store.attempts("e/a/baseline")).hasSize(1);
  }

  @Test
  void agentThatIsNotThereAnyMore_losesItsLeaseAsAlways() {
    bench.pass(Lease.DURATION.minusSeconds(1));
    assertThat(bench.store.openLeases()).hasSize(1);

    bench.pass(Duration.ofSeconds(2));

    assertThat(bench.store.openLeases()).isEmpty();
    assertThat(bench.registry.state("a")).isEqualTo(DeviceState.LOST);
  }
}
