package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which waiting cell groups get a lease now: first come first served, one lease per device.
 * A pure function.
 */
public final class Scheduler {

  private Scheduler() {}

  /**
   * The groups to lease.
   *
   * @param groups groups that still have undecided cells, in the order they were submitted; those
   *     that hold a lease may be among them
   * @param available devices that can take a lease
   * @param leases leases given and not ended; a lapsed one blocks neither its group nor its device
   * @param nowNs coordinator monotonic ns
   * @return in the order of {@code groups}; no device occurs twice
   */
  public static List<CellGroup> place(
      List<CellGroup> groups, Set<String> available, Collection<Lease> leases, long nowNs) {
    Set<String> busy = new HashSet<>();
    for (Lease lease : leases) {
      if (!lease.lapsed(nowNs)) {
        busy.add(lease.group().device());
      }
    }
    List<CellGroup> placed = new ArrayList<>();
    for (CellGroup group : groups) {
      if (available.contains(group.device()) && busy.add(group.device())) {
        placed.add(group);
      }
    }
    return placed;
  }
}
