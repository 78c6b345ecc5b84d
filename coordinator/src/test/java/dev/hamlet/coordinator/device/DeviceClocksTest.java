package dev.hamlet.coordinator.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.common.time.offset.ExchangeOutcome;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.vitals.Vitals;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceClocksTest {

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long OFFSET_NS = 40 * SECOND_NS;

  private final DeviceClocks clocks = new DeviceClocks();

  @Test
  void bootsOfADevice_haveClocksOfTheirOwn() {
    beat("boot-1", 10, OFFSET_NS);
    beat("boot-2", 10, 3 * OFFSET_NS);

    assertThat(offset("boot-1", 10)).isEqualTo(OFFSET_NS);
    assertThat(offset("boot-2", 10)).isEqualTo(3 * OFFSET_NS);
    assertThat(clocks.at("tx2-1", "boot-3", 0)).isEmpty();
    assertThat(clocks.boots().get("tx2-1")).containsExactlyInAnyOrder("boot-1", "boot-2");
  }

  @Test
  void stampOfTheCoordinator_findsItsWayToTheDevice() {
    beat("boot-1", 10, OFFSET_NS);

    ClockOffset offset =
        clocks.atCoordinator("tx2-1", "boot-1", 12 * SECOND_NS + OFFSET_NS).orElseThrow();

    // half of 2 ms, the worst drift over two seconds, and a little
    assertThat(Math.abs(offset.offsetNs() - OFFSET_NS)).isLessThanOrEqualTo(offset.errorNs());
    assertThat(offset.errorNs()).isBetween(1_000_000L, 2_100_000L);
  }

  @Test
  void clockStoodStill_stepIsFoundInItsStretch() {
    for (int second = 0; second < 30; second += 5) {
      beat("boot-1", second, OFFSET_NS);
    }
    assertThat(beat("boot-1", 30, 2 * OFFSET_NS)).isEqualTo(ExchangeOutcome.STEPPED);

    assertThat(clocks.stepWithin("tx2-1", "boot-1", seconds(20, 28))).isPresent();
    assertThat(clocks.stepWithin("tx2-1", "boot-1", seconds(10, 20))).isEmpty();
    assertThat(clocks.stepWithin("tx2-1", "boot-1", seconds(31, 40))).isEmpty();
    assertThat(clocks.figures("tx2-1", "boot-1", 31 * SECOND_NS))
        .isNotNull()
        .extracting(ClockFigures::steps)
        .isEqualTo(1L);
  }

  @Test
  void heartbeatThatTellsOfASuspend_endsTheHistoryAndItsExchangeIsLeftOut() {
    for (int second = 0; second < 60; second += 5) {
      heard(second, OFFSET_NS, 7 * SECOND_NS);
    }
    heard(60, OFFSET_NS, 7 * SECOND_NS + 5_000_000);
    assertThat(clocks.stepWithin("tx2-1", "boot-1", seconds(56, 58))).isPresent();
    heard(65, OFFSET_NS + 5_000_000, 7 * SECOND_NS + 5_000_000);

    ClockOffset offset = clocks.at("tx2-1", "boot-1", 66 * SECOND_NS).orElseThrow();
    assertThat(Math.abs(offset.offsetNs() - OFFSET_NS - 5_000_000))
        .isLessThanOrEqualTo(offset.errorNs());
    assertThat(offset.errorNs()).isLessThan(2_000_000);
  }

  /** A heartbeat that carries the exchange of a second before and how long it was suspended. */
  private void heard(long second, long offsetNs, long suspendedNs) {
    long sentNs = second * SECOND_NS;
    clocks.add(
        "tx2-1",
        "boot-1",
        new AgentHeartbeat(
            sentNs + SECOND_NS,
            0,
            List.of(),
            List.of(),
            "",
            0,
            "",
            new ClockExchange(
                sentNs,
                sentNs + offsetNs + 1_000_000,
                sentNs + offsetNs + 1_000_000,
                sentNs + 2_000_000),
            new SuspendedBounds(suspendedNs - 300_000, suspendedNs + 300_000),
            false,
            Vitals.UNKNOWN,
            null));
  }

  @Test
  void restoredHistory_answersForOldStamps() {
    for (int second = 0; second < 600; second += 5) {
      beat("boot-1", second, OFFSET_NS);
    }
    DeviceClocks next = new DeviceClocks();
    next.restore("tx2-1", "boot-1", clocks.nodesAfter("tx2-1", "boot-1", Long.MIN_VALUE));

    ClockOffset offset = next.at("tx2-1", "boot-1", 100 * SECOND_NS).orElseThrow();

    assertThat(Math.abs(offset.offsetNs() - OFFSET_NS)).isLessThanOrEqualTo(offset.errorNs());
    assertThat(offset.errorNs()).isLessThan(2_000_000);
  }

  private ExchangeOutcome beat(String bootId, long second, long offsetNs) {
    long sentNs = second * SECOND_NS;
    long arrivedNs = sentNs + offsetNs + 1_000_000;
    return clocks.add(
        "tx2-1", bootId, new ClockExchange(sentNs, arrivedNs, arrivedNs, sentNs + 2_000_000));
  }

  private long offset(String bootId, long second) {
    return clocks.at("tx2-1", bootId, second * SECOND_NS + 1_000_000).orElseThrow().offsetNs();
  }

  private static TimeInterval seconds(long from, long to) {
    return new TimeInterval(from * SECOND_NS, to * SECOND_NS);
  }
}
