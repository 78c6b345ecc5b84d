package dev.hamlet.coordinator.live;

import dev.hamlet.common.power.ColumnSpec;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Quantity;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Live power of one device. Not safe for threads: its owner holds a lock. */
final class DeviceMeter {

  private static final long LATE_NS = 10_000_000_000L;
  private static final long FRESH_NS = 5_000_000_000L;
  private static final double MAX_GAP_INTERVALS = 5;

  private final Map<String, RailMeter> rails = new LinkedHashMap<>();
  private final Map<String, SamplingCounters> sampling = new HashMap<>();
  private final Map<String, Long> gapNs = new HashMap<>();
  private final Map<String, Double> nominalRateHz = new HashMap<>();
  private ArrivalLag lag = new ArrivalLag();
  private String boot = "";
  private long lastFreshNs = Long.MIN_VALUE;

  RailMeter rail(String name) {
    return rails.computeIfAbsent(name, key -> new RailMeter());
  }

  void describe(List<SensorGroup> groups) {
    nominalRateHz.clear();
    groups.forEach(group -> nominalRateHz.put(group.group(), group.nominalRateHz()));
  }

  void add(TelemetryRecord record, long receivedNs) {
    if (!record.bootId().equals(boot)) {
      boot = record.bootId();
      lag = new ArrivalLag();
      rails.values().forEach(RailMeter::restartClock);
    }
    sampling.putAll(record.counters());
    SampleBatch samples = record.samples();
    if (samples != null && samples.size() > 0) {
      add(samples, receivedNs);
    }
  }

  private void add(SampleBatch batch, long receivedNs) {
    long newestNs = batch.monotonicNs()[batch.size() - 1];
    boolean late = lag.arrived(newestNs, receivedNs) > LATE_NS;
    if (!late) {
      lastFreshNs = receivedNs;
    }
    SensorGroup group = asGroup(batch);
    long maxGapNs = maxGapNs(batch);
    long greatestGapNs = 0;
    for (String rail : railsWithPower(batch)) {
      PowerSeries series = PowerSeries.of(List.of(batch), group, List.of(rail));
      RailMeter meter = rail(rail);
      greatestGapNs = Math.max(greatestGapNs, meter.add(batch, series, maxGapNs, late));
      if (!late) {
        meter.electrics(batch, rail);
      }
    }
    gapNs.merge(batch.group(), greatestGapNs, Long::sum);
  }

  /** Stamps stay as they are: for live figures a lag of milliseconds is of no consequence. */
  private static SensorGroup asGroup(SampleBatch batch) {
    return new SensorGroup(batch.sensor(), batch.group(), "", false, 1, 0, 0, 0, List.of());
  }

  /**
   * Five nominal intervals; where the group is not described, of the mean interval of the batch.
   */
  private long maxGapNs(SampleBatch batch) {
    double rateHz =
        Optional.ofNullable(nominalRateHz.get(batch.group()))
            .filter(rate -> rate > 0)
            .orElseGet(() -> meanRateHz(batch));
    return rateHz > 0 ? Math.round(MAX_GAP_INTERVALS * 1e9 / rateHz) : 0;
  }

  private static double meanRateHz(SampleBatch batch) {
    int last = batch.size() - 1;
    return last == 0 ? 0 : last * 1e9 / (batch.monotonicNs()[last] - batch.monotonicNs()[0]);
  }

  private static Set<String> railsWithPower(SampleBatch batch) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> volts = new LinkedHashSet<>();
    Set<String> amperes = new LinkedHashSet<>();
    for (ColumnSpec column : batch.columns()) {
      if (column.quantity() == Quantity.POWER) {
        found.add(column.rail());
      } else if (column.quantity() == Quantity.VOLTAGE) {
        volts.add(column.rail());
      } else if (column.quantity() == Quantity.CURRENT) {
        amperes.add(column.rail());
      }
    }
    volts.retainAll(amperes);
    found.addAll(volts);
    return found;
  }

  DevicePower snapshot(String device, long nowNs) {
    boolean fresh = lastFreshNs != Long.MIN_VALUE && nowNs - lastFreshNs <= FRESH_NS;
    List<RailPower> powers = new ArrayList<>();
    rails.forEach((name, meter) -> powers.add(meter.snapshot(name, fresh)));
    double gapSeconds = gapNs.values().stream().mapToLong(Long::longValue).max().orElse(0) / 1e9;
    return new DevicePower(device, gapSeconds, lag.seconds(), sampling, powers);
  }
}
