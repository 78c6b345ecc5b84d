package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.worker.FakeWorker;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietHostTest {

  private static final long MS = 1_000_000;
  private static final long QUICK_NS = 2 * MS;
  private static final long SLOW_NS = 3 * MS;
  private static final long TOLERATED_NS = QUICK_NS * 111 / 100;

  private final ManualClock clock = new ManualClock();
  private final FakeWorker worker = new FakeWorker(clock);
  private final QuietHost host = new QuietHost();

  @Test
  void firstProbeOfACell_isItsReference() throws InterruptedException {
    worker.pace(QUICK_NS);
    host.await(course(Duration.ofMillis(70)), worker);
    assertThat(worker.calls()).containsExactly("burst");
  }

  @Test
  void slowHost_isLeftAloneUntilItIsQuickAgain() throws InterruptedException {
    worker.pace(QUICK_NS, SLOW_NS, SLOW_NS, TOLERATED_NS);
    host.await(course(Duration.ofMillis(70)), worker);
    host.await(course(Duration.ofMillis(70)), worker);
    assertThat(worker.bursts()).hasSize(4);
  }

  @Test
  void hostThatStaysSlow_isMeasuredAsItIsAfterFiveSeconds() throws InterruptedException {
    worker.pace(QUICK_NS);
    host.await(course(Duration.ofMillis(70)), worker);
    worker.pace(slowForLong());
    long startNs = clock.monotonicNs();
    host.await(course(Duration.ofMillis(70)), worker);
    // a probe of 6 inferences and a rest take 68 ms
    assertThat(clock.monotonicNs() - startNs).isBetween(5_000 * MS, 5_068 * MS);
  }

  @Test
  void hostThatStaysSlow_isTheReferenceAfterHalfAMinute() throws InterruptedException {
    worker.pace(QUICK_NS);
    host.await(course(Duration.ofMillis(70)), worker);
    worker.pace(slowForLong());
    host.await(course(Duration.ofMillis(70)), worker);
    clock.advanceNs(26_000 * MS);
    int before = worker.bursts().size();
    host.await(course(Duration.ofMillis(70)), worker);
    assertThat(worker.bursts()).hasSize(before + 1);
  }

  private static Long[] slowForLong() {
    Long[] slow = new Long[500];
    Arrays.fill(slow, SLOW_NS);
    return slow;
  }

  @Test
  void burst_followsAQuickProbeWithoutAPause() throws InterruptedException {
    worker.pace(QUICK_NS);
    long startNs = clock.monotonicNs();
    host.await(course(Duration.ofMillis(70)), worker);
    assertThat(clock.monotonicNs() - startNs).isEqualTo(20 * MS);
  }

  @Test
  void sensorThatRemembers_isNotProbed() throws InterruptedException {
    host.await(course(Duration.ofMillis(2_200)), worker);
    assertThat(worker.calls()).isEmpty();
  }

  private TrialCourse course(Duration settle) {
    MeasurementProtocol demo = Protocols.demo();
    MeasurementProtocol protocol =
        new MeasurementProtocol(
            demo.profile(),
            demo.warmUp(),
            demo.warmUpInferences(),
            settle,
            demo.idle(),
            demo.burst(),
            demo.burstInferences(),
            demo.guard(),
            demo.trialTimeout(),
            demo.temperatureWithinC(),
            demo.gateTimeout(),
            demo.seed());
    TrialSpec spec =
        new TrialSpec(1, Protocols.cell("baseline", "a", "i"), 1, "MAXN", List.of(), protocol);
    return new TrialCourse(spec, () -> false, clock, clock, state -> {});
  }
}
