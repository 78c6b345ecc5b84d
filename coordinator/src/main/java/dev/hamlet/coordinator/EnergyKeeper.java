package dev.hamlet.coordinator;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.live.DevicePower;
import dev.hamlet.coordinator.live.LivePower;
import dev.hamlet.coordinator.live.RailPower;
import dev.hamlet.coordinator.store.DeviceEnergyRecord;
import dev.hamlet.coordinator.store.ResultStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries the energy counters of rails over a restart: stores them now and then, and hands them
 * back. What was counted since the last time is lost when the process is killed. Loop only.
 */
final class EnergyKeeper {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ResultStore store;
  private final LivePower power;
  private final MonotonicClock clock;
  private long savedNs;

  EnergyKeeper(ResultStore store, LivePower power, MonotonicClock clock) {
    this.store = store;
    this.power = power;
    this.clock = clock;
    this.savedNs = clock.monotonicNs();
  }

  void restore() {
    for (DeviceEnergyRecord rail : store.deviceEnergy()) {
      power.restore(rail.device(), rail.rail(), rail.joules(), rail.lateJoules());
    }
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
        records.add(
            new DeviceEnergyRecord(
                device.device(),
                rail.rail(),
                rail.energyJoules(),
                rail.lateEnergyJoules(),
                device.gapSeconds()));
      }
    }
    if (!records.isEmpty()) {
      store.saveDeviceEnergy(records);
    }
  }
}
