package dev.hamlet.coordinator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.vitals.Vitals;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.proto.v1.Heartbeat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceRegistryTest {

  private static final long MS = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final DeviceClocks clocks = new DeviceClocks();
  private final DeviceRegistry registry = new DeviceRegistry(clock, clock, List.of(), clocks);

  @Test
  void meter_isSeenButNeverGetsWork() {
    registry.connect(hello("tx2-1", "boot", ""), new NoLink());
    registry.connect(hello("meter-1", "boot", "tx2-1"), new NoLink());

    assertThat(registry.available()).containsExactly("tx2-1");
    assertThat(registry.snapshots())
        .extracting(DeviceSnapshot::device)
        .containsExactly("meter-1", "tx2-1");
  }

  @Test
  void metersOfABoard_areThoseThatSaySoNow() {
    registry.connect(hello("tx2-1", "boot", ""), new NoLink());
    DeviceSession session = registry.connect(hello("meter-2", "boot", "tx2-1"), new NoLink());
    registry.connect(hello("meter-1", "boot", "tx2-1"), new NoLink());
    assertThat(registry.metersOf("tx2-1"))
        .extracting(DeviceSnapshot::device)
        .containsExactly("meter-1", "meter-2");

    registry.disconnected(session);
    assertThat(registry.metersOf("tx2-1").get(1).connected()).isFalse();
    registry.connect(hello("meter-2", "boot-2", "tx2-9"), new NoLink());

    assertThat(registry.metersOf("tx2-1"))
        .extracting(DeviceSnapshot::device)
        .containsExactly("meter-1");
    assertThat(registry.metersOf("tx2-9")).hasSize(1);
    assertThat(registry.metersOf("meter-1")).isEmpty();
  }

  @Test
  void agentThatIsAboutToStop_getsNoWorkUntilItsNextLife() {
    DeviceSession session = registry.connect(hello("tx2-1", "boot", ""), new NoLink());
    registry.heard(session, stopping());
    assertThat(registry.available()).isEmpty();

    registry.disconnected(session);
    registry.connect(hello("tx2-1", "boot-2", ""), new NoLink());

    assertThat(registry.available()).containsExactly("tx2-1");
  }

  @Test
  void secondAgentOfTheSameName_isRefusedUntilTheFirstIsSilent() {
    registry.connect(hello("tx2-1", "boot", ""), new NoLink());
    assertThatThrownBy(() -> registry.connect(hello("tx2-1", "boot-2", ""), new NoLink()))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("connected already by another agent; give this one another name");

    clock.advanceNs(DeviceRegistry.SUSPECT_AFTER.toNanos());
    registry.tick();
    DeviceSession second = registry.connect(hello("tx2-1", "boot-2", ""), new NoLink());

    assertThat(registry.isCurrent(second)).isTrue();
  }

  @Test
  void deviceOfAnEarlierLife_isSilentFromTheStartOn() {
    clock.advanceNs(3_600_000 * MS);
    DeviceRegistry next =
        new DeviceRegistry(clock, clock, List.of(hello("tx2-1", "boot", "").device()));
    assertThat(next.state("tx2-1")).isEqualTo(DeviceState.SUSPECT);
    assertThat(next.available()).isEmpty();
    assertThat(next.silence("tx2-1")).isZero();

    clock.advanceNs(DeviceRegistry.LOST_AFTER.toNanos());
    next.tick();

    assertThat(next.state("tx2-1")).isEqualTo(DeviceState.LOST);
    assertThat(next.silence("tx2-1")).isEqualTo(DeviceRegistry.LOST_AFTER);
  }

  @Test
  void heartbeats_feedTheClockThatOthersAskFor() {
    DeviceSession session = registry.connect(hello("tx2-1", "boot-1", ""), new NoLink());
    registry.heard(session, heartbeat(50 * MS));

    assertThat(clocks.at("tx2-1", "boot-1", MS))
        .hasValueSatisfying(offset -> assertThat(offset.offsetNs()).isEqualTo(50 * MS));
    ClockFigures figures = registry.snapshots().get(0).clock();
    assertThat(figures).isNotNull().extracting(ClockFigures::steps).isEqualTo(0L);
  }

  @Test
  void anotherBoot_isAnotherClock() {
    DeviceSession first = registry.connect(hello("tx2-1", "boot-1", ""), new NoLink());
    registry.heard(first, heartbeat(50 * MS));
    registry.disconnected(first);

    registry.connect(hello("tx2-1", "boot-2", ""), new NoLink());

    assertThat(registry.snapshots().get(0).clock()).isNull();
    assertThat(clocks.at("tx2-1", "boot-1", MS)).isPresent();
  }

  private static AgentHeartbeat heartbeat(long offsetNs) {
    ClockExchange exchange = new ClockExchange(0, offsetNs + MS, offsetNs + MS, 2 * MS);
    return new AgentHeartbeat(
        3 * MS, offsetNs + 4 * MS, List.of(), List.of(), "MAXN", 0, "", exchange);
  }

  @Test
  void heartbeat_tellsWhatTheAgentKeepsOnItsDisk() {
    DeviceSession session = registry.connect(hello("tx2-1", "boot-1", ""), new NoLink());
    assertThat(registry.snapshots().get(0).disk()).isNull();
    DiskUse disk =
        new DiskUse(
            new DiskUse.Cache(5, 2, 30, 4_000, 1L << 32),
            new DiskUse.Spool(100, 1L << 29, 3_600, 0, OptionalLong.of(250)));

    registry.heard(
        session,
        HelloMapping.heartbeat(
            Heartbeat.newBuilder().setDisk(ControlMapping.toMessage(disk)).build(), 2));

    assertThat(registry.snapshots().get(0).disk()).isEqualTo(disk);
  }

  private static AgentHeartbeat stopping() {
    return new AgentHeartbeat(
        1, 2, List.of(), List.of(), "MAXN", 0, "", null, null, true, Vitals.UNKNOWN, null);
  }

  private static AgentHello hello(String name, String bootId, String attachedTo) {
    DeviceRecord device =
        new DeviceRecord(
            name,
            "tx2",
            Map.of(),
            true,
            "host",
            bootId,
            "session-" + name + bootId,
            "0.1.0",
            "Linux",
            "17",
            2,
            List.of(),
            List.of(),
            List.of("MAXN"),
            "available",
            1,
            1,
            List.of(),
            attachedTo,
            Map.of(),
            null,
            null);
    return new AgentHello(device, List.of());
  }

  /** Nothing is sent in these tests. */
  private static final class NoLink implements AgentLink {

    @Override
    public void welcome() {}

    @Override
    public void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsed) {}

    @Override
    public void grant(LeaseGrant lease) {}

    @Override
    public void grant(RoundGrant round) {}

    @Override
    public void end(LeaseEnd end) {}

    @Override
    public void calibrate(CalibrationOrder order) {}

    @Override
    public void meter(MeterCostOrder order) {}

    @Override
    public void acknowledge(long reportNumber) {}

    @Override
    public void refuse(long reportNumber, String reason) {}

    @Override
    public void close(HamletException reason) {}

    @Override
    public void complete() {}
  }
}
