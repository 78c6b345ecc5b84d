package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Lease;
import java.time.Duration;
import java.util.Collection;
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
final class LeaseBook {

  /** How long a group rests after its agent handed it back. */
  static final Duration REST = Duration.ofSeconds(5);

  private final Map<String, LeaseDriver> byDevice = new LinkedHashMap<>();
  private final Map<CellGroup, Integer> returnedInVain = new HashMap<>();
  private final Map<CellGroup, Long> restsUntilNs = new HashMap<>();

  void add(LeaseDriver driver) {
    LeaseDriver old = byDevice.putIfAbsent(driver.group().device(), driver);
    if (old != null) {
      throw new IllegalStateException(
          driver.group().device() + " holds lease " + old.lease().leaseId() + " already");
    }
  }

  void remove(LeaseDriver driver) {
    byDevice.remove(driver.group().device(), driver);
  }

  @Nullable LeaseDriver ofDevice(String device) {
    return byDevice.get(device);
  }

  /** The driver of a lease, if that lease is the device's and its token is current. */
  Optional<LeaseDriver> current(String device, LeaseRef ref) {
    return Optional.ofNullable(byDevice.get(device)).filter(driver -> driver.ref().equals(ref));
  }

  List<LeaseDriver> all() {
    return List.copyOf(byDevice.values());
  }

  List<LeaseDriver> of(ActiveExperiment experiment) {
    return byDevice.values().stream().filter(driver -> driver.experiment() == experiment).toList();
  }

  Collection<Lease> leases() {
    return byDevice.values().stream().map(LeaseDriver::lease).toList();
  }

  /**
   * Notes that an agent handed a group back; it rests a while.
   *
   * @return how often in a row that happened without a single trial in between
   */
  int returned(LeaseDriver driver, long nowNs) {
    restsUntilNs.put(driver.group(), nowNs + REST.toNanos());
    if (driver.hasProgressed()) {
      returnedInVain.remove(driver.group());
      return 0;
    }
    return returnedInVain.merge(driver.group(), 1, Integer::sum);
  }

  boolean rests(CellGroup group, long nowNs) {
    Long until = restsUntilNs.get(group);
    return until != null && nowNs - until < 0;
  }

  void forget(CellGroup group) {
    returnedInVain.remove(group);
    restsUntilNs.remove(group);
  }
}
