package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.List;

/** Why cell groups of an experiment hold no lease, for people. Loop only. */
record WaitingReasons(LeaseBook leases, DeviceRegistry registry) {

  /** A clause for each group that waits; empty if none does. */
  String of(ActiveExperiment experiment) {
    List<String> reasons = new ArrayList<>();
    for (CellGroup group : experiment.openGroups()) {
      LeaseDriver holder = leases.ofDevice(group.device());
      if (holder == null) {
        reasons.add("device " + group.device() + " is " + registry.state(group.device()).word());
      } else if (!holder.experiment().id().equals(experiment.id())) {
        reasons.add("device " + group.device() + " works on " + holder.experiment().id());
      }
    }
    return String.join("; ", reasons);
  }
}
