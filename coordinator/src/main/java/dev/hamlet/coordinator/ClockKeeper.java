package dev.hamlet.coordinator;

import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.offset.ClockNode;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.store.ClockNodeRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries the histories of the devices' clocks over a restart: stores new points now and then, and
 * hands those of this boot back. Loop only.
 */
final class ClockKeeper {

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final ResultStore store;
  private final DeviceClocks clocks;
  private final SystemClock clock;
  private final String bootId = bootId();
  private final Map<List<String>, Long> savedNs = new HashMap<>();
  private long lookedNs;

  ClockKeeper(ResultStore store, DeviceClocks clocks, SystemClock clock) {
    this.store = store;
    this.clocks = clocks;
    this.clock = clock;
    this.lookedNs = clock.monotonicNs();
  }

  void restore() {
    for (DeviceRecord device : store.devices()) {
      List<ClockNode> history =
          store.clockNodes(device.name(), device.bootId(), bootId).stream()
              .map(ClockNodeRecord::node)
              .toList();
      if (!history.isEmpty()) {
        clocks.restore(device.name(), device.bootId(), history);
        savedNs.put(
            List.of(device.name(), device.bootId()), history.get(history.size() - 1).deviceNs());
      }
    }
  }

  void tick() {
    if (clock.monotonicNs() - lookedNs >= EVERY.toNanos()) {
      save();
    }
  }

  void save() {
    lookedNs = clock.monotonicNs();
    List<ClockNodeRecord> records = new ArrayList<>();
    clocks
        .boots()
        .forEach((device, boots) -> boots.forEach(boot -> collect(device, boot, records)));
    if (!records.isEmpty()) {
      store.saveClockNodes(records, clock.epochMs() - KEPT.toMillis());
    }
  }

  private void collect(String device, String boot, List<ClockNodeRecord> records) {
    long afterNs = savedNs.getOrDefault(List.of(device, boot), Long.MIN_VALUE);
    for (ClockNode node : clocks.nodesAfter(device, boot, afterNs)) {
      long agoNs = lookedNs - node.offset().toCoordinatorNs(node.deviceNs());
      records.add(
          new ClockNodeRecord(
              device,
              boot,
              bootId,
              node.deviceNs(),
              node.offset().offsetNs(),
              node.offset().errorNs(),
              node.steppedBefore(),
              clock.epochMs() - agoNs / 1_000_000));
      savedNs.put(List.of(device, boot), node.deviceNs());
    }
  }

  /** Epoch of this process' monotonic clock; where the system has no name for it, a new one. */
  private static String bootId() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException notLinux) {
      return UUID.randomUUID().toString();
    }
  }
}
