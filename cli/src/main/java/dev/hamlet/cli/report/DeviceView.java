package dev.hamlet.cli.report;

import dev.hamlet.proto.v1.DeviceStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device as {@code --json} shows it.
 *
 * @param device its name
 * @param board kind of board
 * @param state what it does
 * @param simulated whether its power comes from a twin
 * @param labels what experiments can match
 * @param agentVersion version of its agent
 * @param lastSeenEpochMs wall clock of its last message, ms
 * @param rails names of its rails
 * @param runtimes what it can execute
 * @param powerModes what it can be set to
 * @param clockOffsetNs offset of its monotonic clock to the coordinator's
 * @param clockOffsetErrorNs bound of that offset's error
 * @param clockDriftRatio how much faster the coordinator's clock runs
 * @param clockDriftErrorRatio bound of that drift's error; 0 if the drift is not known
 * @param clockSteps steps and suspends of either clock that were found
 * @param attachedTo the device whose power it measures from outside; empty for a board
 * @param concern why a person should look at the board; empty if nobody needs to
 * @param stateBy who put it into its state; empty for what is only observed
 * @param stateReason why it is in its state; may be empty
 * @param stateSinceEpochMs from when on, wall clock, ms
 * @param stateUntilEpochMs when it ends by itself, wall clock, ms; 0 if it does not
 * @param reserved whether it drains for whoever reserved it
 * @param heldBack why it should be quarantined but is not; empty for any other
 * @param calibration what the last {@code devices calibrate} found; null without one
 * @param meterCost what measuring costs it; null if nobody found out
 */
public record DeviceView(
    String device,
    String board,
    String state,
    boolean simulated,
    Map<String, String> labels,
    String agentVersion,
    long lastSeenEpochMs,
    List<String> rails,
    List<String> runtimes,
    List<String> powerModes,
    long clockOffsetNs,
    long clockOffsetErrorNs,
    double clockDriftRatio,
    double clockDriftErrorRatio,
    long clockSteps,
    String attachedTo,
    String concern,
    String stateBy,
    String stateReason,
    long stateSinceEpochMs,
    long stateUntilEpochMs,
    boolean reserved,
    String heldBack,
    @Nullable CalibrationView calibration,
    @Nullable MeterCostView meterCost) {

  /** From the wire. */
  public static DeviceView of(DeviceStatus status) {
    return new DeviceView(
        status.getDevice(),
        status.getBoard(),
        status.getState(),
        status.getSimulated(),
        new TreeMap<>(status.getLabelsMap()),
        status.getAgentVersion(),
        status.getLastSeenEpochMs(),
        List.copyOf(status.getRailsList()),
        List.copyOf(status.getRuntimesList()),
        List.copyOf(status.getPowerModesList()),
        status.getClockOffsetNs(),
        status.getClockOffsetErrorNs(),
        status.getClockDriftRatio(),
        status.getClockDriftErrorRatio(),
        status.getClockSteps(),
        status.getAttachedTo(),
        status.getConcern(),
        status.getStateBy(),
        status.getStateReason(),
        status.getStateSinceEpochMs(),
        status.getStateUntilEpochMs(),
        status.getReserved(),
        status.getHeldBack(),
        status.hasCalibration() ? CalibrationView.of(status.getCalibration()) : null,
        status.hasMeterCost() ? MeterCostView.of(status.getMeterCost()) : null);
  }

  /** Its state, who put it there, until when and why, for people. */
  public String sentence() {
    return device + " is " + state + why();
  }

  /** Who put it into its state, until when and why; empty if there is nothing to say. */
  public String why() {
    StringBuilder text = new StringBuilder();
    if (!stateBy.isEmpty()) {
      text.append(reserved ? ", reserved by " : " by ").append(stateBy);
      text.append(" since ").append(StatusTables.time(stateSinceEpochMs));
    }
    if (stateUntilEpochMs > 0) {
      text.append(" until ").append(StatusTables.time(stateUntilEpochMs));
    }
    return stateReason.isEmpty() ? text.toString() : text + ": " + stateReason;
  }
}
