package dev.hamlet.coordinator.store;

import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device as it last described itself.
 *
 * @param name name of the device
 * @param board kind of board
 * @param labels its labels
 * @param simulated true for a twin
 * @param host the host that its agent lives on
 * @param bootId epoch of its monotonic clock
 * @param sessionId the life of its agent
 * @param agentVersion version of its agent
 * @param operatingSystem its operating system
 * @param javaVersion Java version of its agent
 * @param cpus CPUs that a worker may use
 * @param sensors its sensor groups
 * @param runtimes runtimes it can execute
 * @param powerModes power modes it can be put into
 * @param state word for its state, for people
 * @param firstSeenEpochMs wall clock of its first hello, for display only
 * @param lastSeenEpochMs wall clock of its last message known here, for display only
 * @param cores CPUs that are on in each power mode; empty if the board does not say
 * @param attachedTo the device whose power it measures from outside; empty for a board
 * @param properties what else its agent says of how it measures
 * @param meterCost what measuring costs it; null if nobody found out
 * @param calibration what the last calibration through this coordinator found; null without one
 */
public record DeviceRecord(
    String name,
    String board,
    Map<String, String> labels,
    boolean simulated,
    String host,
    String bootId,
    String sessionId,
    String agentVersion,
    String operatingSystem,
    String javaVersion,
    int cpus,
    List<SensorGroup> sensors,
    List<String> runtimes,
    List<String> powerModes,
    String state,
    long firstSeenEpochMs,
    long lastSeenEpochMs,
    List<PowerModeCores> cores,
    String attachedTo,
    Map<String, String> properties,
    @Nullable MeterCost meterCost,
    @Nullable SensorCalibration calibration) {

  /** Copies the collections. A device that was stored before cores were known has none. */
  public DeviceRecord {
    labels = Map.copyOf(labels);
    sensors = List.copyOf(sensors);
    runtimes = List.copyOf(runtimes);
    powerModes = List.copyOf(powerModes);
    cores = List.copyOf(Objects.requireNonNullElse(cores, List.of()));
    attachedTo = Objects.requireNonNullElse(attachedTo, "");
    properties = Map.copyOf(Objects.requireNonNullElse(properties, Map.of()));
  }

  /** A device that does not say which cores it has. */
  public DeviceRecord(
      String name,
      String board,
      Map<String, String> labels,
      boolean simulated,
      String host,
      String bootId,
      String sessionId,
      String agentVersion,
      String operatingSystem,
      String javaVersion,
      int cpus,
      List<SensorGroup> sensors,
      List<String> runtimes,
      List<String> powerModes,
      String state,
      long firstSeenEpochMs,
      long lastSeenEpochMs) {
    this(
        name,
        board,
        labels,
        simulated,
        host,
        bootId,
        sessionId,
        agentVersion,
        operatingSystem,
        javaVersion,
        cpus,
        sensors,
        runtimes,
        powerModes,
        state,
        firstSeenEpochMs,
        lastSeenEpochMs,
        List.of(),
        "",
        Map.of(),
        null,
        null);
  }

  /** The same device, first seen at another time. */
  public DeviceRecord firstSeenAt(long epochMs) {
    return with(state, epochMs, lastSeenEpochMs);
  }

  /** The same device, as it is known now. */
  public DeviceRecord seen(String newState, long newLastSeenEpochMs) {
    return with(newState, firstSeenEpochMs, newLastSeenEpochMs);
  }

  /** The same device, calibrated. */
  public DeviceRecord calibrated(@Nullable SensorCalibration newCalibration) {
    return with(state, firstSeenEpochMs, lastSeenEpochMs, newCalibration, meterCost);
  }

  /** The same device, for which somebody found out what measuring costs. */
  public DeviceRecord metered(MeterCost newMeterCost) {
    return with(state, firstSeenEpochMs, lastSeenEpochMs, calibration, newMeterCost);
  }

  private DeviceRecord with(String newState, long newFirstSeenEpochMs, long newLastSeenEpochMs) {
    return with(newState, newFirstSeenEpochMs, newLastSeenEpochMs, calibration, meterCost);
  }

  private DeviceRecord with(
      String newState,
      long newFirstSeenEpochMs,
      long newLastSeenEpochMs,
      @Nullable SensorCalibration newCalibration,
      @Nullable MeterCost newMeterCost) {
    return new DeviceRecord(
        name,
        board,
        labels,
        simulated,
        host,
        bootId,
        sessionId,
        agentVersion,
        operatingSystem,
        javaVersion,
        cpus,
        sensors,
        runtimes,
        powerModes,
        newState,
        newFirstSeenEpochMs,
        newLastSeenEpochMs,
        cores,
        attachedTo,
        properties,
        newMeterCost,
        newCalibration);
  }

  /** Whether it measures another device's power from outside, and so gets no work. */
  public boolean attached() {
    return !attachedTo.isEmpty();
  }

  /** What planning needs of it. */
  public DeviceFacts facts() {
    return new DeviceFacts(
        name,
        board,
        labels,
        Set.copyOf(runtimes),
        Set.copyOf(powerModes),
        cpus,
        sensors,
        simulated,
        cores);
  }
}
