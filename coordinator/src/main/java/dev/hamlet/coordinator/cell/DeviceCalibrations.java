package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.CalibrationAnswer;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calibrations that devices are at: at most one each. The device counts as running meanwhile, so it
 * gets no lease.
 *
 * <p>Threads: the event loop, on which the futures are completed, too.
 */
final class DeviceCalibrations {

  /** So long an answer is waited for; a calibration takes less. */
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(DeviceCalibrations.class);

  private record Running(
      CalibrationOrder order, long deadlineNs, CompletableFuture<SensorCalibration> result) {}

  private final DeviceRegistry registry;
  private final ResultStore store;
  private final MonotonicClock clock;
  private final Map<String, Running> running = new HashMap<>();

  DeviceCalibrations(DeviceRegistry registry, ResultStore store, MonotonicClock clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Sends an order to a device without a lease.
   *
   * @return what is found; fails with PRECONDITION if nothing is, or with UNAVAILABLE if no answer
   *     comes
   * @throws HamletException NOT_FOUND or PRECONDITION if the device cannot be calibrated now
   */
  CompletableFuture<SensorCalibration> start(String device, CalibrationOrder order) {
    DeviceSession session = free(device);
    CompletableFuture<SensorCalibration> result = new CompletableFuture<>();
    running.put(device, new Running(order, clock.monotonicNs() + ANSWER_WITHIN.toNanos(), result));
    registry.leased(device, true);
    session.link().calibrate(order);
    LOG.info("device {} is calibrated with {} threads", device, order.threads());
    return result;
  }

  /** An answer came; one that nobody waits for is left alone. */
  void answered(DeviceSession session, CalibrationAnswer answer) {
    String device = session.device();
    Running current = running.get(device);
    if (current == null || !current.order().orderId().equals(answer.orderId())) {
      return;
    }
    SensorCalibration found = answer.calibration();
    if (found == null) {
      fail(device, ErrorCode.PRECONDITION, "device " + device + ": " + answer.problem());
      return;
    }
    registry.calibrated(device, found);
    registry.description(device).ifPresent(store::saveDevice);
    end(device, current);
    current.result().complete(found);
  }

  /** The stream that the answer would have come on is down. */
  void cutOff(String device) {
    fail(
        device,
        ErrorCode.UNAVAILABLE,
        "the link to " + device + " broke while it was calibrated: try again once it is back");
  }

  /** Gives up those that take too long. */
  void tick() {
    for (Map.Entry<String, Running> entry : List.copyOf(running.entrySet())) {
      if (clock.monotonicNs() - entry.getValue().deadlineNs() >= 0) {
        fail(entry.getKey(), ErrorCode.PRECONDITION, noAnswer(entry.getKey()));
      }
    }
  }

  private DeviceSession free(String device) {
    DeviceRecord known =
        registry
            .description(device)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.NOT_FOUND,
                        "there is no device " + device + ": `hamlet devices list` names them all"));
    if (known.attached()) {
      throw refusal(device + " is a meter: calibrate the board " + known.attachedTo());
    }
    if (running.containsKey(device)) {
      throw refusal("device " + device + " is being calibrated already: wait for that");
    }
    DeviceState state = registry.state(device);
    if (state != DeviceState.AVAILABLE) {
      throw refusal(
          "device "
              + device
              + " is "
              + state.word()
              + ": look after its agent, and at what `hamlet devices list` says of it");
    }
    return registry.session(device).orElseThrow(() -> refusal(device + " has no agent"));
  }

  private void fail(String device, ErrorCode code, String sentence) {
    Running current = running.get(device);
    if (current != null) {
      LOG.info("calibration failed: {}", sentence);
      end(device, current);
      current.result().completeExceptionally(new HamletException(code, sentence));
    }
  }

  private void end(String device, Running current) {
    running.remove(device, current);
    registry.leased(device, false);
  }

  private String noAnswer(String device) {
    String version = registry.description(device).map(DeviceRecord::agentVersion).orElse("?");
    return "device "
        + device
        + " did not answer within "
        + ANSWER_WITHIN.toSeconds()
        + " s: its agent (version "
        + version
        + ") may be too old for this; stop it and run `hamlet sensors --calibrate` on the board";
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.PRECONDITION, sentence);
  }
}
