package dev.hamlet.coordinator.cell.lease;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leases that are open, one a device at most, and the groups whose agents handed them back.
 * Loop only.
 */
public final class LeaseBook {

  /** How long a group rests after its agent handed it back. */
  public static final Duration REST = Duration.ofSeconds(5);

  private final Map<String, LeaseDriver> byDevice = new LinkedHashMap<>();
  private final Map<CellGroup, Long> restsUntilNs = new HashMap<>();
  private final Map<CellGroup, Integer> failures = new HashMap<>();

  /** A lease was given; its device must hold no other. */
  public void add(LeaseDriver driver) {
    LeaseDriver old = byDevice.putIfAbsent(driver.group().device(), driver);
    if (old != null) {
      throw new IllegalStateException(
          driver.group().device() + " holds lease " + old.lease().leaseId() + " already");
    }
  }

  /** A lease has ended. */
  public void remove(LeaseDriver driver) {
    byDevice.remove(driver.group().device(), driver);
  }

  /** The driver of the lease that a device holds. */
  public @Nullable LeaseDriver ofDevice(String device) {
    return byDevice.get(device);
  }

  /** The driver of a lease, if that lease is the device's and its token is current. */
  public Optional<LeaseDriver> current(String device, LeaseRef ref) {
    return Optional.ofNullable(byDevice.get(device)).filter(driver -> driver.ref().equals(ref));
  }

  /** All that are open. */
  public List<LeaseDriver> all() {
    return List.copyOf(byDevice.values());
  }

  /** Those of one experiment. */
  public List<LeaseDriver> of(ActiveExperiment experiment) {
    return byDevice.values().stream().filter(driver -> driver.experiment() == experiment).toList();
  }

  /** Notes that an agent handed a group back; it rests a while. */
  public void rest(CellGroup group, long nowNs) {
    restsUntilNs.put(group, nowNs + REST.toNanos());
  }

  /** Whether a group rests because its agent handed it back. */
  public boolean rests(CellGroup group, long nowNs) {
    Long until = restsUntilNs.get(group);
    return until != null && nowNs - until < 0;
  }

  /** Notes that a lease was lost to its board; failures with a trial in between are none. */
  public void failed(LeaseDriver driver) {
    if (driver.hasProgressed()) {
      failures.remove(driver.group());
    } else {
      failures.merge(driver.group(), 1, Integer::sum);
    }
  }

  /** How often in a row a group was lost to its board without a single trial. */
  public int failures(CellGroup group) {
    return failures.getOrDefault(group, 0);
  }

  /** The groups that were lost to their boards so often in a row. */
  public List<CellGroup> failing(int times) {
    return failures.entrySet().stream()
        .filter(entry -> entry.getValue() >= times)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A group has nothing left to hand back, or goes elsewhere. */
  public void forget(CellGroup group) {
    failures.remove(group);
    restsUntilNs.remove(group);
  }
}
