package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What free devices find out of themselves for a person, calibrations for instance: at most one
 * thing each. The device counts as running meanwhile, so it gets no lease.
 *
 * <p>Threads: the event loop, on which the futures are completed, too.
 *
 * @param <O> the order
 * @param <T> what it finds
 */
final class DeviceChecks<O extends BoardOrder, T> {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceChecks.class);

  private record Running<T>(String orderId, long deadlineNs, CompletableFuture<T> result) {}

  private final CheckKind<O, T> kind;

  private final DeviceRegistry registry;
  private final ResultStore store;
  private final MonotonicClock clock;
  private final Map<String, Running<T>> running = new HashMap<>();

  DeviceChecks(
      CheckKind<O, T> kind, DeviceRegistry registry, ResultStore store, MonotonicClock clock) {
    this.kind = kind;
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Sends an order to a device without a lease.
   *
   * @return what is found; fails with PRECONDITION if nothing is, or with UNAVAILABLE if no answer
   *     comes
   * @throws HamletException NOT_FOUND or PRECONDITION if the device cannot be checked now
   */
  CompletableFuture<T> start(String device, O order) {
    DeviceSession session = free(device);
    CompletableFuture<T> result = new CompletableFuture<>();
    long deadlineNs = clock.monotonicNs() + kind.within().toNanos();
    running.put(device, new Running<>(order.orderId(), deadlineNs, result));
    registry.leased(device, true);
    kind.send().accept(session.link(), order);
    LOG.info("device {} is {}: {}", device, kind.done(), order);
    return result;
  }

  /** An answer came; one that nobody waits for is left alone. */
  void answered(DeviceSession session, OrderAnswer<T> answer) {
    String device = session.device();
    Running<T> current = running.get(device);
    if (current == null || !current.orderId().equals(answer.orderId())) {
      return;
    }
    T found = answer.result();
    if (found == null) {
      fail(device, ErrorCode.PRECONDITION, "device " + device + ": " + answer.problem());
      return;
    }
    kind.keep().accept(device, found);
    registry.description(device).ifPresent(store::saveDevice);
    end(device, current);
    current.result().complete(found);
  }

  /** The stream that the answer would have come on is down. */
  void cutOff(String device) {
    fail(
        device,
        ErrorCode.UNAVAILABLE,
        "the link to "
            + device
            + " broke while it was "
            + kind.done()
            + ": try again once it is back");
  }

  /** Gives up those that take too long. */
  void tick() {
    for (Map.Entry<String, Running<T>> entry : List.copyOf(running.entrySet())) {
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
      throw refusal(device + " is a meter: name the board " + known.attachedTo());
    }
    if (running.containsKey(device)) {
      throw refusal("device " + device + " is being " + kind.done() + " already: wait for that");
    }
    DeviceState state = registry.state(device);
    if (state == DeviceState.RUNNING) {
      throw refusal("device " + device + " is at work: wait until that is done");
    }
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
    Running<T> current = running.get(device);
    if (current != null) {
      LOG.info("a check failed: {}", sentence);
      end(device, current);
      current.result().completeExceptionally(new HamletException(code, sentence));
    }
  }

  private void end(String device, Running<T> current) {
    running.remove(device, current);
    registry.leased(device, false);
  }

  private String noAnswer(String device) {
    String version = registry.description(device).map(DeviceRecord::agentVersion).orElse("?");
    return "device "
        + device
        + " did not answer within "
        + kind.within().toSeconds()
        + " s: its agent (version "
        + version
        + ") may be too old for this; "
        + kind.byHand();
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.PRECONDITION, sentence);
  }
}
