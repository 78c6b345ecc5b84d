package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the registry keeps of one device. Belongs to the event loop. */
final class Device {

  private DeviceRecord description;
  private DeviceState state;
  private @Nullable DeviceSession session;
  private @Nullable AgentHeartbeat heartbeat;
  private @Nullable ClockFigures clock;
  private boolean leased;
  private String concern = "";
  private long concernNs;
  private long heardNs;
  private long heardEpochMs;

  Device(DeviceRecord description, long nowNs) {
    this.description = description;
    this.state = DeviceState.LOST;
    this.heardNs = nowNs;
    this.heardEpochMs = description.lastSeenEpochMs();
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

  void calibrated(SensorCalibration calibration) {
    description = description.calibrated(calibration);
  }

  void metered(MeterCost cost) {
    description = description.metered(cost);
  }

  boolean attached() {
    return description.attached();
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
    if (!state.isHeard()) {
      state = state.transition(leased ? DeviceState.RUNNING : DeviceState.AVAILABLE);
    }
    if (!concern.isEmpty()) {
      suspect();
    }
  }

  /** What its agent says of its board must be looked at by a person. */
  void concerning(String reason, long nowNs) {
    concern = reason;
    concernNs = nowNs;
    suspect();
  }

  /** There is nothing to look at any more. */
  void trusted() {
    boolean wasConcerning = !concern.isEmpty();
    concern = "";
    if (wasConcerning && state == DeviceState.SUSPECT && session != null) {
      state = state.transition(leased ? DeviceState.RUNNING : DeviceState.AVAILABLE);
    }
  }

  /** Whether its agent takes a lease: it is heard, and not about to stop. */
  boolean takesLeases() {
    return session != null && (heartbeat == null || !heartbeat.stopping());
  }

  /** Whether an agent speaks for it at present. */
  boolean answers() {
    return state.isHeard()
        || (state == DeviceState.SUSPECT && !concern.isEmpty() && session != null);
  }

  void disconnected() {
    session = null;
    suspect();
  }

  /** Whether silence made it another state. */
  boolean silent(long nowNs) {
    DeviceState before = state;
    if (!concern.isEmpty() && nowNs - concernNs >= DeviceRegistry.CONCERN_FOR.toNanos()) {
      trusted();
    }
    long silentNs = nowNs - heardNs;
    if (silentNs >= DeviceRegistry.SUSPECT_AFTER.toNanos()) {
      suspect();
    }
    if (silentNs >= DeviceRegistry.LOST_AFTER.toNanos() && state == DeviceState.SUSPECT) {
      state = state.transition(DeviceState.LOST);
    }
    return state != before;
  }

  void leased(boolean holdsLease) {
    leased = holdsLease;
    if (state == DeviceState.AVAILABLE || state == DeviceState.RUNNING) {
      state = state.transition(holdsLease ? DeviceState.RUNNING : DeviceState.AVAILABLE);
    }
  }

  DeviceSnapshot snapshot() {
    AgentHeartbeat last = heartbeat;
    return new DeviceSnapshot(
        description,
        state,
        session != null,
        heardEpochMs,
        last == null ? List.of() : last.temperatures(),
        last == null ? "" : last.powerMode(),
        last == null ? "" : last.phase(),
        last == null ? 0 : last.unacknowledgedBatches(),
        clock,
        concern);
  }

  private void suspect() {
    if (state == DeviceState.AVAILABLE
        || state == DeviceState.RUNNING
        || state == DeviceState.DRAINING) {
      state = state.transition(DeviceState.SUSPECT);
    }
  }
}
