package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why cell groups of an experiment hold no lease, for people. Loop only. */
record WaitingReasons(LeaseBook leases, DeviceRegistry registry) {

  private static final int MOST = 20;

  /** A clause for each device that something waits for; empty if nothing does. */
  String of(ActiveExperiment experiment) {
    List<String> reasons = new ArrayList<>();
    Set<String> devices = new LinkedHashSet<>();
    for (CellGroup group : experiment.openGroups()) {
      devices.add(group.device());
    }
    for (String device : devices) {
      LeaseDriver holder = leases.ofDevice(device);
      if (holder == null) {
        reasons.add("device " + device + " is " + registry.state(device).word());
      } else if (!holder.experiment().id().equals(experiment.id())) {
        reasons.add("device " + device + " works on " + holder.experiment().id());
      }
    }
    int more = reasons.size() - MOST;
    return more <= 0
        ? String.join("; ", reasons)
        : String.join("; ", reasons.subList(0, MOST)) + "; and " + more + " more";
  }
}
