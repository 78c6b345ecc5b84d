package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import dev.hamlet.coordinator.experiment.CellGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why cell groups of an experiment hold no lease, for people. Loop only. */
record WaitingReasons(LeaseBook leases, DeviceRegistry registry) {

  private static final int MOST = 20;

  /**
   * A clause for each device that something waits for; empty if nothing does. If none of them will
   * go on by itself, that comes first, and what to do last.
   */
  String of(ActiveExperiment experiment) {
    List<String> reasons = new ArrayList<>();
    Set<String> devices = new LinkedHashSet<>();
    for (CellGroup group : experiment.openGroups()) {
      devices.add(group.device());
    }
    for (String device : devices) {
      LeaseDriver holder = leases.ofDevice(device);
      if (holder == null) {
        reasons.add("device " + device + " is " + words(device));
      } else if (!holder.experiment().id().equals(experiment.id())) {
        reasons.add("device " + device + " works on " + holder.experiment().id());
      }
    }
    Set<DeviceState> states = EnumSet.noneOf(DeviceState.class);
    devices.forEach(device -> states.add(registry.state(device)));
    boolean known = devices.stream().anyMatch(device -> registry.snapshot(device).isPresent());
    return known && isGone(states)
        ? "no board: " + join(reasons) + "; " + mend(states)
        : join(reasons);
  }

  private static String join(List<String> reasons) {
    int more = reasons.size() - MOST;
    return more <= 0
        ? String.join("; ", reasons)
        : String.join("; ", reasons.subList(0, MOST)) + "; and " + more + " more";
  }

  private String words(String device) {
    DeviceState state = registry.state(device);
    return registry
        .snapshot(device)
        .map(known -> state.word() + detail(state, known))
        .orElse(state.word());
  }

  private static String detail(DeviceState state, DeviceSnapshot device) {
    return switch (state) {
      case LOST -> ", last seen " + time(device.lastSeenEpochMs());
      case SUSPECT ->
          device.heard() ? reason(device) : ", last seen " + time(device.lastSeenEpochMs());
      case QUARANTINED -> reason(device);
      case AVAILABLE, RUNNING, DRAINING, RETIRED -> "";
    };
  }

  private static String reason(DeviceSnapshot device) {
    return device.note().reason().isEmpty() ? "" : " (" + device.note().reason() + ")";
  }

  private static String time(long epochMs) {
    return Instant.ofEpochMilli(epochMs).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static boolean isGone(Set<DeviceState> states) {
    return !states.isEmpty()
        && EnumSet.of(DeviceState.LOST, DeviceState.QUARANTINED, DeviceState.RETIRED)
            .containsAll(states);
  }

  private static String mend(Set<DeviceState> states) {
    List<String> mends = new ArrayList<>();
    if (states.contains(DeviceState.LOST)) {
      mends.add("switch on what is lost");
    }
    if (states.contains(DeviceState.QUARANTINED)) {
      mends.add("`hamlet devices release NAME` what is quarantined");
    }
    if (states.contains(DeviceState.RETIRED)) {
      mends.add("`hamlet devices release NAME` what is retired");
    }
    return String.join(", ", mends) + ", or end its cells with `hamlet devices retire NAME`";
  }
}
