package dev.hamlet.coordinator.device;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.CarriedStamp;
import dev.hamlet.common.time.offset.ClockEstimator;
import dev.hamlet.common.time.offset.ClockExchange;
import dev.hamlet.common.time.offset.ClockLimits;
import dev.hamlet.common.time.offset.ClockNode;
import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.common.time.offset.ClockStep;
import dev.hamlet.common.time.offset.ExchangeOutcome;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clocks of all devices against the coordinator's, one history for each boot of each device.
 *
 * <p>The way from a stamp of one device to one of another leads through the coordinator's time;
 * both bounds add up.
 *
 * <p>Threads: any; calls are short and served one after the other. Memory is bounded: of more than
 * {@value #MOST_CLOCKS} clocks, the one that nobody asked for the longest is forgotten.
 */
public final class DeviceClocks {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceClocks.class);
  private static final int MOST_CLOCKS = 1_024;

  private final Map<Boot, ClockEstimator> clocks = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Boot, SuspendedBounds> suspended = new HashMap<>();

  /** One boot of one device: the epoch of a monotonic clock. */
  private record Boot(String device, String bootId) {}

  /** Goes on with a history that was stored, unless there is one already. */
  public synchronized void restore(String device, String bootId, List<ClockNode> history) {
    clocks.putIfAbsent(
        new Boot(device, bootId), ClockEstimator.restored(ClockLimits.DEFAULT, history));
    shrink();
  }

  /** Takes an exchange in. */
  public synchronized ExchangeOutcome add(String device, String bootId, ClockExchange exchange) {
    ClockEstimator clock =
        clocks.computeIfAbsent(
            new Boot(device, bootId), boot -> new ClockEstimator(ClockLimits.DEFAULT));
    shrink();
    ExchangeOutcome outcome = clock.add(exchange);
    if (outcome == ExchangeOutcome.STEPPED) {
      ClockStep step = clock.steps().get(clock.steps().size() - 1);
      LOG.warn(
          "clock of {} and this one came apart by {} s (to within {} s): one of them stood still"
              + " or stepped",
          device,
          step.jumpNs() / 1e9,
          step.errorNs() / 1e9);
    }
    return outcome;
  }

  /**
   * Takes in what a heartbeat says: the exchange before it, and how long the device's host has been
   * suspended. A suspend in between belongs to that exchange's time, which then says nothing.
   */
  public synchronized void add(String device, String bootId, AgentHeartbeat heartbeat) {
    SuspendedBounds bounds = heartbeat.suspended();
    if (bounds != null && stoodStill(new Boot(device, bootId), bounds, heartbeat.sentNs())) {
      return;
    }
    if (heartbeat.exchange() != null) {
      add(device, bootId, heartbeat.exchange());
    }
  }

  private boolean stoodStill(Boot boot, SuspendedBounds bounds, long sentNs) {
    SuspendedBounds before = suspended.put(boot, bounds);
    if (before == null || bounds.agrees(before)) {
      SuspendedBounds both = before == null ? bounds : bounds.and(before);
      suspended.put(boot, both.plausible() ? both : bounds);
      return false;
    }
    ClockEstimator clock = clocks.get(boot);
    if (clock == null || !bounds.provesSuspendSince(before)) {
      return false;
    }
    long atMostNs = bounds.growthAtMostNs(before);
    LOG.warn("{} was suspended for at most {} s", boot.device(), atMostNs / 1e9);
    clock.stoodStill(sentNs, atMostNs);
    return true;
  }

  /** This host was suspended; the rest as {@link ClockEstimator#coordinatorStoodStill}. */
  public synchronized void coordinatorStoodStill(long fromNs, long untilNs, long atMostNs) {
    LOG.warn("this host was suspended for at most {} s", atMostNs / 1e9);
    clocks.values().forEach(clock -> clock.coordinatorStoodStill(fromNs, untilNs, atMostNs));
  }

  /** The offset at a stamp of a device. */
  public synchronized Optional<ClockOffset> at(String device, String bootId, long deviceNs) {
    return find(device, bootId).flatMap(clock -> clock.at(deviceNs));
  }

  /** The offset at a stamp of the coordinator: {@code device = coordinator - offset}. */
  public synchronized Optional<ClockOffset> atCoordinator(
      String device, String bootId, long coordinatorNs) {
    return find(device, bootId).flatMap(clock -> clock.atCoordinator(coordinatorNs));
  }

  /**
   * A stamp of one device in the time of another: through the coordinator's time, with the bounds
   * of both. Empty while one of the clocks is not known.
   */
  public synchronized Optional<CarriedStamp> carry(
      String device, String bootId, long deviceNs, String toDevice, String toBootId) {
    Optional<ClockOffset> there = at(device, bootId, deviceNs);
    return there.flatMap(
        offset -> {
          long coordinatorNs = offset.toCoordinatorNs(deviceNs);
          return atCoordinator(toDevice, toBootId, coordinatorNs)
              .map(
                  back ->
                      new CarriedStamp(
                          coordinatorNs - back.offsetNs(), offset.errorNs() + back.errorNs()));
        });
  }

  /** A step that may lie in a stretch of a device's time. */
  public synchronized Optional<ClockStep> stepWithin(
      String device, String bootId, TimeInterval deviceTime) {
    return find(device, bootId)
        .flatMap(
            clock -> clock.steps().stream().filter(step -> step.touches(deviceTime)).findFirst());
  }

  /** Nodes of a history that are later than a device stamp. */
  public synchronized List<ClockNode> nodesAfter(String device, String bootId, long deviceNs) {
    return find(device, bootId).map(clock -> clock.nodesAfter(deviceNs)).orElse(List.of());
  }

  /** Names of the devices with a clock, each with its boots. */
  public synchronized Map<String, List<String>> boots() {
    return clocks.keySet().stream()
        .collect(
            Collectors.groupingBy(
                Boot::device, Collectors.mapping(Boot::bootId, Collectors.toList())));
  }

  synchronized @Nullable ClockFigures figures(String device, String bootId, long deviceNs) {
    return find(device, bootId)
        .flatMap(
            clock ->
                clock
                    .at(deviceNs)
                    .map(offset -> new ClockFigures(offset, clock.drift(), clock.stepCount())))
        .orElse(null);
  }

  private Optional<ClockEstimator> find(String device, String bootId) {
    return Optional.ofNullable(clocks.get(new Boot(device, bootId)));
  }

  private void shrink() {
    if (clocks.size() > MOST_CLOCKS) {
      Boot oldest = clocks.keySet().iterator().next();
      clocks.remove(oldest);
      suspended.remove(oldest);
    }
  }
}
