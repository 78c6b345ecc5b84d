package dev.hamlet.coordinator.live;

import dev.hamlet.common.error.HamletException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live power of one device. Not safe for threads: its owner holds a lock. */
final class DeviceMeter {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceMeter.class);
  private static final long LATE_NS = 10_000_000_000L;
  private static final long FRESH_NS = 5_000_000_000L;
  private static final double MAX_GAP_INTERVALS = 5;

  private final Map<String, RailMeter> rails = new LinkedHashMap<>();
  private final Map<String, SamplingCounters> sampling = new HashMap<>();
  private final Map<String, SampleTimes> times = new HashMap<>();
  private final Map<String, Long> gapNs = new HashMap<>();
  private final Map<String, SensorGroup> groups = new HashMap<>();
  private final Map<String, SampleBatch> lastSamples = new HashMap<>();
  private ArrivalLag lag = new ArrivalLag();
  private final String device;
  private final StampAges ages;
  private String boot = "";
  private String session = "";
  private long lastSequence;
  private double restoredGapSeconds;
  private long ingestGapNs;
  private double lagSeconds = Double.NaN;
  private long lastFreshNs = Long.MIN_VALUE;

  DeviceMeter(String device, StampAges ages) {
    this.device = device;
    this.ages = ages;
  }

  /** Goes on where an earlier life of the coordinator stopped. */
  void restore(List<RestoredRail> restored, double gapSeconds) {
    restoredGapSeconds += gapSeconds;
    for (RestoredRail one : restored) {
      RailMeter meter = rail(one.rail());
      meter.restore(one.energyJoules(), one.lateEnergyJoules());
      if (!one.bootId().isEmpty()) {
        boot = one.bootId();
        meter.goOnAfter(one.throughNs());
      }
    }
  }

  /** Counts samples that an earlier life took, but whose sum it did not store; none is late. */
  void replay(String bootId, SampleBatch batch) {
    turnTo(bootId);
    count(batch, false, false);
  }

  RailMeter rail(String name) {
    return rails.computeIfAbsent(name, key -> new RailMeter());
  }

  void describe(List<SensorGroup> described) {
    groups.clear();
    described.forEach(group -> groups.put(group.group(), group));
  }

  void add(TelemetryRecord record, long receivedNs) {
    turnTo(record.bootId());
    boolean hole = record.sessionId().equals(session) && record.sequence() > lastSequence + 1;
    session = record.sessionId();
    lastSequence = record.sequence();
    sampling.putAll(record.counters());
    SampleBatch samples = record.samples();
    if (samples != null && samples.size() > 0) {
      times.computeIfAbsent(samples.group(), group -> new SampleTimes()).add(samples);
      boolean late = lagNs(samples, receivedNs) > LATE_NS;
      if (!late) {
        lastFreshNs = receivedNs;
      }
      count(samples, late, hole);
    }
  }

  /** Another epoch: nothing before it is related to what follows. */
  private void turnTo(String bootId) {
    if (!bootId.equals(boot)) {
      boot = bootId;
      lag = new ArrivalLag();
      lastSamples.clear();
      times.values().forEach(SampleTimes::restartClock);
      rails.values().forEach(RailMeter::restartClock);
    }
  }

  /** By the device's clock where it is known, else by the quickest arrival. */
  private long lagNs(SampleBatch batch, long receivedNs) {
    long newestNs = batch.monotonicNs()[batch.size() - 1];
    long guessedNs = lag.arrived(newestNs, receivedNs);
    long lagNs = Math.max(0, ages.ageNs(device, boot, newestNs, receivedNs).orElse(guessedNs));
    lagSeconds = lagNs / 1e9;
    return lagNs;
  }

  private void count(SampleBatch batch, boolean late, boolean hole) {
    SensorGroup group = asGroup(batch);
    long maxGapNs = maxGapNs(batch);
    long greatestGapNs = 0;
    List<SampleBatch> batches = withLastSample(batch);
    for (String rail : railsWithPower(batch)) {
      RailMeter meter = rail(rail);
      greatestGapNs = Math.max(greatestGapNs, add(meter, rail, group, batches, maxGapNs, late));
      if (!late) {
        meter.electrics(batch, rail);
      }
    }
    gapNs.merge(batch.group(), greatestGapNs, Long::sum);
    ingestGapNs += hole ? greatestGapNs : 0;
  }

  private static long add(
      RailMeter meter,
      String rail,
      SensorGroup group,
      List<SampleBatch> batches,
      long maxGapNs,
      boolean late) {
    try {
      return meter.add(PowerSeries.of(batches, group, List.of(rail)), maxGapNs, late);
    } catch (HamletException e) {
      meter.restartClock(); // a counter was reset: what it counted in this batch is not known
      LOG.debug("no live power of this batch: {}", e.getMessage());
      return 0;
    }
  }

  /** Behind the newest sample before it: a counter says something from one sample to the next. */
  private List<SampleBatch> withLastSample(SampleBatch batch) {
    SampleBatch before = lastSamples.get(batch.group());
    int last = batch.size() - 1;
    if (before != null && before.monotonicNs()[0] >= batch.monotonicNs()[last]) {
      return List.of(before, batch);
    }
    lastSamples.put(batch.group(), batch.sample(last));
    return before == null ? List.of(batch) : List.of(before, batch);
  }

  /**
   * Rails with their corrections and the range of their counters. Stamps stay as they are: for live
   * figures a lag of milliseconds is of no consequence.
   */
  private SensorGroup asGroup(SampleBatch batch) {
    SensorGroup group = groups.get(batch.group());
    return group == null
        ? new SensorGroup(batch.sensor(), batch.group(), "", false, 1, 0, 0, 0, List.of())
        : group.withTimes(group.timeConstantNs(), 0, group.refreshRateHz());
  }

  /**
   * Five nominal intervals; where the group is not described, of the mean interval of the batch.
   */
  private long maxGapNs(SampleBatch batch) {
    double rateHz =
        Optional.ofNullable(groups.get(batch.group()))
            .map(SensorGroup::nominalRateHz)
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
      if (column.quantity() == Quantity.POWER || column.quantity() == Quantity.CUMULATIVE_ENERGY) {
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

  DevicePower snapshot(long nowNs) {
    boolean fresh = lastFreshNs != Long.MIN_VALUE && nowNs - lastFreshNs <= FRESH_NS;
    List<RailPower> powers = new ArrayList<>();
    rails.forEach((name, meter) -> powers.add(meter.snapshot(name, fresh)));
    double gapSeconds = gapNs.values().stream().mapToLong(Long::longValue).max().orElse(0) / 1e9;
    Map<String, GroupTimes> groupTimes = new HashMap<>();
    times.forEach((group, of) -> groupTimes.put(group, new GroupTimes(of.intervals(), of.reads())));
    return new DevicePower(
        device,
        restoredGapSeconds + gapSeconds,
        ingestGapNs / 1e9,
        lagSeconds,
        sampling,
        groupTimes,
        boot,
        powers);
  }
}
