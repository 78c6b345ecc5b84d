package dev.hamlet.coordinator.device;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.vitals.Vitals;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device at one moment, for people and metrics.
 *
 * @param description what it last said of itself
 * @param state how it is
 * @param note why it is in that state
 * @param connected whether its control stream is open
 * @param heard whether its agent is heard
 * @param lastSeenEpochMs wall clock of its last message, for display only
 * @param temperatures as last heard
 * @param powerMode as last heard; empty if not known
 * @param phase phase of the running trial, empty if none runs
 * @param unacknowledgedBatches batches that its agent holds, as last heard
 * @param disk what its agent keeps on its disk, as last heard; null if it does not say
 * @param clock what is known of its clock, once something is
 * @param vitals what its board is doing, as last heard
 * @param connections how often its agent has said hello in this life of the coordinator
 * @param busy how long it has held leases
 * @param heardNs when its last message came, coordinator monotonic ns
 * @param concern why a person should look at its board, one sentence; empty if nobody needs to
 */
public record DeviceSnapshot(
    DeviceRecord description,
    DeviceState state,
    StateNote note,
    boolean connected,
    boolean heard,
    long lastSeenEpochMs,
    List<Temperature> temperatures,
    String powerMode,
    String phase,
    long unacknowledgedBatches,
    @Nullable DiskUse disk,
    @Nullable ClockFigures clock,
    Vitals vitals,
    long connections,
    BusyTime busy,
    long heardNs,
    String concern) {

  /** Copies the list. */
  public DeviceSnapshot {
    temperatures = List.copyOf(temperatures);
  }

  /** Name of the device. */
  public String device() {
    return description.name();
  }
}
