package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.schedule.IdleDevice;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Idle devices as the scheduler sees them, with the artifacts that leases have sent to them in this
 * life of the coordinator. Loop only.
 */
final class IdleDevices {

  /** A device with this label takes no lease beside another device of its host. */
  static final String EXCLUSIVE_LABEL = "exclusive";

  static final String EXCLUSIVE_HOST = "host";
  private static final int MOST_ARTIFACTS = 256;

  private final DeviceRegistry registry;
  private final Map<String, Set<String>> artifacts = new HashMap<>();

  IdleDevices(DeviceRegistry registry) {
    this.registry = registry;
  }

  IdleDevice of(String device) {
    DeviceSnapshot snapshot = registry.snapshot(device).orElseThrow();
    return new IdleDevice(
        device,
        snapshot.description().host(),
        isExclusive(snapshot.description()),
        snapshot.powerMode(),
        artifacts.getOrDefault(device, Set.of()));
  }

  /** Cells were leased to a device, so it gets what they need. */
  void sent(String device, Collection<CellTrack> cells) {
    Set<String> known = artifacts.computeIfAbsent(device, name -> new LinkedHashSet<>());
    for (CellTrack cell : cells) {
      known.remove(cell.plan().spec().artifact());
      known.add(cell.plan().spec().artifact());
    }
    while (known.size() > MOST_ARTIFACTS) {
      known.remove(known.iterator().next());
    }
  }

  static boolean isExclusive(DeviceRecord device) {
    return EXCLUSIVE_HOST.equals(device.labels().get(EXCLUSIVE_LABEL));
  }
}
