package dev.hamlet.coordinator.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How a device is, as the coordinator sees it. */
public enum DeviceState {
  /** Its agent is heard and holds no lease. */
  AVAILABLE,
  /** Its agent is heard and holds a lease. */
  RUNNING,
  /** Finishes what it has and takes no new lease. */
  DRAINING,
  /**
   * Its link broke, or nothing was heard for {@link DeviceRegistry#SUSPECT_AFTER}, or a person
   * should look at its board: then it finishes what it has and takes no new lease for {@link
   * DeviceRegistry#CONCERN_FOR}.
   */
  SUSPECT,
  /** Kept from work, as what it measures cannot be trusted. */
  QUARANTINED,
  /** Nothing was heard for {@link DeviceRegistry#LOST_AFTER}; it comes back with a hello. */
  LOST,
  /** Taken out of the fleet; only a person brings it back. */
  RETIRED;

  private static final Map<DeviceState, Set<DeviceState>> NEXT =
      Map.of(
          AVAILABLE, Set.of(RUNNING, DRAINING, SUSPECT, QUARANTINED, RETIRED),
          RUNNING, Set.of(AVAILABLE, DRAINING, SUSPECT, QUARANTINED, RETIRED),
          DRAINING, Set.of(AVAILABLE, RUNNING, SUSPECT, QUARANTINED, RETIRED),
          SUSPECT, Set.of(AVAILABLE, RUNNING, DRAINING, QUARANTINED, LOST, RETIRED),
          QUARANTINED, Set.of(AVAILABLE, RUNNING, DRAINING, SUSPECT, LOST, RETIRED),
          LOST, Set.of(AVAILABLE, RUNNING, DRAINING, SUSPECT, QUARANTINED, RETIRED),
          RETIRED, Set.of(AVAILABLE, RUNNING, DRAINING, SUSPECT, QUARANTINED, LOST));

  /**
   * Moves to another state; staying is allowed.
   *
   * @throws IllegalStateException if no event leads from this state to the other
   */
  public DeviceState transition(DeviceState to) {
    if (to != this && !NEXT.getOrDefault(this, Set.of()).contains(to)) {
      throw new IllegalStateException(
          "a device that is " + word() + " does not become " + to.word());
    }
    return to;
  }

  /** The word in messages, files and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all states. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DeviceState::word).toList();
  }
}
