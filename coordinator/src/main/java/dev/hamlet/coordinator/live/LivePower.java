package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.ingest.TelemetryListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Power, voltage, current and energy of every device as they are now, accumulated from the records
 * as they become durable. For display and metrics; figures of trials come from the log.
 *
 * <p>A sample that arrives more than 10 s late (a replayed spool) counts into a counter of its own,
 * so that the rate of the live counter never shows a burst that was not. A hole longer than five
 * nominal intervals is counted in seconds, never bridged.
 *
 * <p>Threads: any. Each device has its own lock, held for the accumulation of one batch.
 */
public final class LivePower implements TelemetryListener {

  private final Map<String, DeviceMeter> devices = new ConcurrentSkipListMap<>();

  /** Tells nominal rates, as the agent described them in its hello. */
  public void describe(String device, List<SensorGroup> groups) {
    DeviceMeter meter = of(device);
    synchronized (meter) {
      meter.describe(groups);
    }
  }

  /** Starts a rail's counters where an earlier life of the coordinator left them; once. */
  public void restore(String device, String rail, double energyJoules, double lateEnergyJoules) {
    DeviceMeter meter = of(device);
    synchronized (meter) {
      meter.rail(rail).restore(energyJoules, lateEnergyJoules);
    }
  }

  @Override
  public void recorded(TelemetryRecord record, long receivedNs) {
    DeviceMeter meter = of(record.device());
    synchronized (meter) {
      meter.add(record, receivedNs);
    }
  }

  /**
   * Every device, in the order of their names.
   *
   * @param nowNs coordinator monotonic ns; figures of the last second are NaN where nothing fresh
   *     came for five seconds
   */
  public List<DevicePower> snapshot(long nowNs) {
    List<DevicePower> powers = new ArrayList<>();
    devices.forEach(
        (device, meter) -> {
          synchronized (meter) {
            powers.add(meter.snapshot(device, nowNs));
          }
        });
    return powers;
  }

  private DeviceMeter of(String device) {
    return devices.computeIfAbsent(device, name -> new DeviceMeter());
  }
}
