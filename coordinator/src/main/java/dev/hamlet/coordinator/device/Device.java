package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.vitals.Vitals;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import dev.hamlet.coordinator.store.fleet.Ruling;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry keeps of one device. Its state follows from what is decided about it, from
 * whether its agent is heard, from whether somebody should look at it and from whether it holds a
 * lease, in this order. Belongs to the event loop.
 */
final class Device {

  private DeviceRecord description;
  private DeviceStanding standing;
  private DeviceState state = DeviceState.SUSPECT;
  private Presence presence = Presence.SILENT;
  private @Nullable DeviceSession session;
  private @Nullable AgentHeartbeat heartbeat;
  private @Nullable ClockFigures clock;
  private boolean leased;
  private String concern = "";
  private long concernNs;
  private long connections;
  private long busyNs;
  private long busySinceNs;
  private long heardNs;
  private long heardEpochMs;
  private long stateSinceEpochMs;

  /**
   * A device whose agent has not been heard in this life of the coordinator: silent from now on,
   * however long ago an earlier life has heard it.
   */
  Device(DeviceRecord description, long nowNs, long epochMs) {
    this.description = description;
    this.standing = DeviceStanding.free(description.name());
    this.heardNs = nowNs;
    this.heardEpochMs = description.lastSeenEpochMs();
    this.stateSinceEpochMs = epochMs;
  }

  DeviceState state() {
    return state;
  }

  @Nullable DeviceSession session() {
    return session;
  }

  DeviceRecord description() {
    return description;
  }

  DeviceStanding standing() {
    return standing;
  }

  void calibrated(SensorCalibration calibration) {
    description = description.calibrated(calibration);
  }

  void metered(MeterCost cost) {
    description = description.metered(cost);
  }

  boolean attached() {
    return description.attached();
  }

  /** Something else is decided about it. */
  void stands(DeviceStanding newStanding, long epochMs) {
    standing = newStanding;
    settle(epochMs);
  }

  void connected(DeviceSession next, long nowNs, long epochMs) {
    if (!next.bootId().equals(description.bootId())) {
      clock = null; // another epoch: the old offsets say nothing
    }
    if (!next.sessionId().equals(description.sessionId())) {
      concern = ""; // somebody has started the agent anew
    }
    if (heartbeat != null && heartbeat.stopping()) {
      heartbeat = null; // that was said of a life that is over, or it will be said again
    }
    description = next.description();
    session = next;
    connections++;
    heardNow(nowNs, epochMs);
  }

  void heard(AgentHeartbeat latest, @Nullable ClockFigures latestClock, long nowNs, long epochMs) {
    heartbeat = latest;
    clock = latestClock;
    heardNow(nowNs, epochMs);
  }

  void heardNow(long nowNs, long epochMs) {
    heardNs = nowNs;
    heardEpochMs = epochMs;
    presence = Presence.HEARD;
    settle(epochMs);
  }

  /** What its agent says of its board must be looked at by a person. */
  void concerning(String reason, long nowNs, long epochMs) {
    concern = reason;
    concernNs = nowNs;
    settle(epochMs);
  }

  /** There is nothing to look at any more. */
  void trusted(long epochMs) {
    concern = "";
    settle(epochMs);
  }

  /** Whether its agent takes a lease: it is heard, and not about to stop. */
  boolean takesLeases() {
    return session != null && (heartbeat == null || !heartbeat.stopping());
  }

  /** Whether an agent speaks for it at present. */
  boolean answers() {
    return presence == Presence.HEARD;
  }

  void disconnected(long epochMs) {
    session = null;
    fallSilent(epochMs);
  }

  /** Nobody listened for a while. */
  void notHeardFor(long awayNs, long nowNs) {
    heardNs = Math.min(nowNs, heardNs + awayNs);
  }

  /** How long this life of the coordinator has not heard it, ns. */
  long silenceNs(long nowNs) {
    return nowNs - heardNs;
  }

  /** Whether silence made it another state. */
  boolean silent(long nowNs, long epochMs) {
    DeviceState before = state;
    if (!concern.isEmpty() && nowNs - concernNs >= concernFor().toNanos()) {
      trusted(epochMs);
    }
    long silentNs = silenceNs(nowNs);
    if (silentNs >= DeviceRegistry.SUSPECT_AFTER.toNanos()) {
      fallSilent(epochMs);
    }
    if (silentNs >= DeviceRegistry.LOST_AFTER.toNanos()) {
      presence = Presence.GONE;
      settle(epochMs);
    }
    return state != before;
  }

  private Duration concernFor() {
    return description.simulated()
        ? DeviceRegistry.SIMULATED_CONCERN_FOR
        : DeviceRegistry.CONCERN_FOR;
  }

  void leased(boolean holdsLease, long nowNs, long epochMs) {
    if (leased && !holdsLease) {
      busyNs += nowNs - busySinceNs;
    } else if (!leased && holdsLease) {
      busySinceNs = nowNs;
    }
    leased = holdsLease;
    settle(epochMs);
  }

  boolean isLeased() {
    return leased;
  }

  DeviceSnapshot snapshot() {
    AgentHeartbeat last = heartbeat;
    return new DeviceSnapshot(
        description,
        state,
        note(),
        session != null,
        answers(),
        heardEpochMs,
        last == null ? List.of() : last.temperatures(),
        last == null ? "" : last.powerMode(),
        last == null ? "" : last.phase(),
        last == null ? 0 : last.unacknowledgedBatches(),
        last == null ? null : last.disk(),
        clock,
        last == null ? Vitals.UNKNOWN : last.vitals(),
        connections,
        new BusyTime(busyNs, leased ? busySinceNs : BusyTime.NOT_NOW),
        heardNs,
        concern);
  }

  private void fallSilent(long epochMs) {
    if (presence == Presence.HEARD) {
      presence = Presence.SILENT;
      settle(epochMs);
    }
  }

  private void settle(long epochMs) {
    DeviceState next = target();
    if (next != state) {
      state = state.transition(next);
      stateSinceEpochMs = epochMs;
    }
  }

  private DeviceState target() {
    if (standing.is(Ruling.Kind.RETIRED)) {
      return DeviceState.RETIRED;
    }
    if (standing.is(Ruling.Kind.QUARANTINED)) {
      return DeviceState.QUARANTINED;
    }
    return switch (presence) {
      case GONE -> DeviceState.LOST;
      case SILENT -> DeviceState.SUSPECT;
      case HEARD -> concern.isEmpty() ? atWork() : DeviceState.SUSPECT;
    };
  }

  private DeviceState atWork() {
    if (standing.weightiest().isPresent()) {
      return DeviceState.DRAINING;
    }
    return leased ? DeviceState.RUNNING : DeviceState.AVAILABLE;
  }

  /** A ruling explains the state even of a device that is silent meanwhile. */
  private StateNote note() {
    return standing
        .weightiest()
        .map(
            ruling ->
                new StateNote(
                    ruling.who(),
                    ruling.reason(),
                    ruling.sinceEpochMs(),
                    ruling.untilEpochMs(),
                    ruling.kind() == Ruling.Kind.RESERVED))
        .orElseGet(() -> new StateNote("", concern, stateSinceEpochMs, 0, false));
  }
}
