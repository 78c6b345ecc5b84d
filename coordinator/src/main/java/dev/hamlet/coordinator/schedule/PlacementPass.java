package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one placement has granted so far, on top of a backlog that it leaves as it is. */
final class PlacementPass {

  private final Backlog backlog;
  private final List<Grant> grants = new ArrayList<>();
  private final Set<CellGroup> groups = new HashSet<>();
  private final Set<String> devices = new HashSet<>();
  private final Map<String, Integer> leases = new HashMap<>();
  private final Map<String, Integer> hosts = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  PlacementPass(Backlog backlog) {
    this.backlog = backlog;
  }

  List<Grant> grants() {
    return List.copyOf(grants);
  }

  /** Whether nothing was granted to it, and its host is not somebody else's. */
  boolean isFree(IdleDevice device) {
    String host = device.host();
    if (devices.contains(device.name()) || host.isEmpty()) {
      return !devices.contains(device.name());
    }
    int onHost = backlog.leasesOn(host) + hosts.getOrDefault(host, 0);
    return !backlog.isTaken(host) && !taken.contains(host) && !(device.exclusive() && onHost > 0);
  }

  /** Whether the group is not granted yet. */
  boolean isWaiting(OpenGroup group) {
    return !groups.contains(group.group());
  }

  /** Whether the experiment of a group may have one more lease. */
  boolean hasRoom(OpenGroup group) {
    String experiment = group.group().experimentId();
    return group.maxParallel() == 0
        || backlog.leasesOf(experiment) + leases.getOrDefault(experiment, 0) < group.maxParallel();
  }

  void grant(OpenGroup group, IdleDevice device) {
    grants.add(new Grant(group.group(), device.name()));
    groups.add(group.group());
    devices.add(device.name());
    leases.merge(group.group().experimentId(), 1, Integer::sum);
    if (!device.host().isEmpty()) {
      hosts.merge(device.host(), 1, Integer::sum);
      if (device.exclusive()) {
        taken.add(device.host());
      }
    }
  }
}
