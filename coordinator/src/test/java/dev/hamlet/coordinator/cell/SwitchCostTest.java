package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change of the power mode adds to the time that an experiment is expected to take. */
class SwitchCostTest {

  private final Bench bench = new Bench();

  @Test
  void deviceInAnotherMode_isExpectedToTakeASwitchLonger() {
    bench.timeLimit = null;
    long same = expectedMs("e-1", "MAXN");
    long other = expectedMs("e-2", "MAXQ");

    assertThat(other - same).isEqualTo(10_000);
  }

  /** On a bench of its own: a device without a lease and with one experiment that waits for it. */
  private static long expectedMs(String experiment, String mode) {
    Bench one = new Bench();
    one.timeLimit = null;
    FakeAgent agent = one.agent("a", "s1").inMode(mode).connect();
    agent.heartbeat();
    one.submit(experiment, List.of("a"), "baseline");
    return one.snapshot(experiment).etaMs();
  }

  @Test
  void switchesThatWereSeen_areExpectedToTakeAsLong() {
    bench.timeLimit = null;
    FakeAgent agent = bench.agent("a", "s1").connect();
    agent.heartbeat();
    bench.submit("e-0", List.of("a"), "baseline");
    agent.runAll(); // the device has the artifact now
    for (int i = 1; i <= 30; i++) {
      agent.inMode(i % 2 == 0 ? "MAXN" : "MAXQ").heartbeat();
      bench.submit("e-" + i, List.of("a"), "baseline");
      bench.clock.advanceNs(Duration.ofSeconds(i % 2 == 0 ? 3 : 33).toNanos());
      agent.runAll();
    }

    assertThat(bench.driver.costs().model().switchSeconds("twin")).isCloseTo(30, within(3.0));
  }
}
