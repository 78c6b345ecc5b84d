package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.SampleBatch;
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
  private final StampAges ages;

  /** Judges by arrivals alone what is late. */
  public LivePower() {
    this(StampAges.UNKNOWN);
  }

  /**
   * Judges by the devices' clocks what is late, as soon as they are known.
   *
   * @param ages asked once for every batch
   */
  public LivePower(StampAges ages) {
    this.ages = ages;
  }

  /** Tells nominal rates, as the agent described them in its hello. */
  public void describe(String device, List<SensorGroup> groups) {
    DeviceMeter meter = of(device);
    synchronized (meter) {
      meter.describe(groups);
    }
  }

  /** Starts a device's counters where an earlier life of the coordinator left them; once. */
  public void restore(String device, List<RestoredRail> rails, double gapSeconds) {
    DeviceMeter meter = of(device);
    synchronized (meter) {
      meter.restore(rails, gapSeconds);
    }
  }

  /**
   * Counts samples that an earlier life of the coordinator logged after it had stored the counters
   * for the last time: so they never go back. After {@link #restore}, in the order of stamps.
   */
  public void replay(String device, String bootId, SampleBatch batch) {
    DeviceMeter meter = of(device);
    synchronized (meter) {
      meter.replay(bootId, batch);
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
            powers.add(meter.snapshot(nowNs));
          }
        });
    return powers;
  }

  private DeviceMeter of(String device) {
    return devices.computeIfAbsent(device, name -> new DeviceMeter(name, ages));
  }
}
