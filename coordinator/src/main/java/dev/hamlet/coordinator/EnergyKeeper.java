package dev.hamlet.coordinator;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.LivePower;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.live.RestoredRail;
import dev.hamlet.coordinator.store.DeviceEnergyRecord;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Carries the energy counters of rails over a restart: stores them now and then with the stamp of
 * the last sample that they hold, hands them back, and counts anew from the telemetry log what came
 * after that stamp. So a counter goes on from the last value that it ever had, even after a kill.
 * Loop only.
 *
 * <p>Of what it counts anew nothing is late, since the log does not say when it came: a replayed
 * spool that arrived within the last {@link #EVERY} before a kill counts as punctual.
 */
final class EnergyKeeper {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ResultStore store;
  private final LivePower power;
  private final TelemetryLog log;
  private final MonotonicClock clock;
  private long savedNs;

  EnergyKeeper(ResultStore store, LivePower power, TelemetryLog log, MonotonicClock clock) {
    this.store = store;
    this.power = power;
    this.log = log;
    this.clock = clock;
    this.savedNs = clock.monotonicNs();
  }

  void restore() {
    Map<String, List<DeviceEnergyRecord>> byDevice =
        store.deviceEnergy().stream()
            .collect(
                Collectors.groupingBy(
                    DeviceEnergyRecord::device, TreeMap::new, Collectors.toList()));
    store.devices().forEach(device -> power.describe(device.name(), device.sensors()));
    byDevice.forEach(this::restore);
    store
        .devices()
        .forEach(device -> replay(device, byDevice.getOrDefault(device.name(), List.of())));
  }

  private void restore(String device, List<DeviceEnergyRecord> counters) {
    double gapSeconds = counters.stream().mapToDouble(c -> c.gapSeconds()).max().orElse(0);
    List<RestoredRail> rails =
        counters.stream()
            .map(
                c ->
                    new RestoredRail(
                        c.rail(), c.joules(), c.lateJoules(), c.bootId(), c.throughNs()))
            .toList();
    power.restore(device, rails, gapSeconds);
  }

  /** From the last stamp on, then the epoch that began after it. */
  private void replay(DeviceRecord device, List<DeviceEnergyRecord> counters) {
    String boot = counters.isEmpty() ? "" : counters.get(0).bootId();
    if (!counters.isEmpty() && boot.isEmpty()) {
      return; // stored by an earlier version, which did not say how far it had counted
    }
    long fromNs = counters.stream().mapToLong(c -> c.throughNs()).min().orElse(0);
    if (!counters.isEmpty()) {
      replay(device.name(), boot, fromNs);
    }
    if (!device.bootId().equals(boot)) {
      replay(device.name(), device.bootId(), 0);
    }
  }

  private void replay(String device, String bootId, long fromNs) {
    log.samples(device, bootId, new TimeInterval(fromNs, Long.MAX_VALUE))
        .forEach(batch -> power.replay(device, bootId, batch));
  }

  void tick() {
    if (clock.monotonicNs() - savedNs >= EVERY.toNanos()) {
      save();
    }
  }

  void save() {
    savedNs = clock.monotonicNs();
    List<DeviceEnergyRecord> records = new ArrayList<>();
    for (DevicePower device : power.snapshot(savedNs)) {
      for (RailPower rail : device.rails()) {
        boolean counted = rail.throughNs() != Long.MIN_VALUE;
        records.add(
            new DeviceEnergyRecord(
                device.device(),
                rail.rail(),
                rail.energyJoules(),
                rail.lateEnergyJoules(),
                device.gapSeconds(),
                counted ? device.bootId() : "",
                counted ? rail.throughNs() : 0));
      }
    }
    if (!records.isEmpty()) {
      store.saveDeviceEnergy(records);
    }
  }
}
