package dev.hamlet.coordinator.device;

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

  boolean attached() {
    return description.attached();
  }

  void connected(DeviceSession next, long nowNs, long epochMs) {
    if (!next.bootId().equals(description.bootId())) {
      clock = null; // another epoch: the old offsets say nothing
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
  }

  void disconnected() {
    session = null;
    suspect();
  }

  /** Whether silence made it another state. */
  boolean silent(long nowNs) {
    DeviceState before = state;
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
        clock);
  }

  private void suspect() {
    if (state == DeviceState.AVAILABLE
        || state == DeviceState.RUNNING
        || state == DeviceState.DRAINING) {
      state = state.transition(DeviceState.SUSPECT);
    }
  }
}
