package dev.hamlet.agent.metrics;

import dev.hamlet.agent.batch.BatchSink;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Power and energy of the rails of one sensor group as they pass on their way to the coordinator.
 * Holes longer than five nominal intervals add nothing.
 *
 * <p>Threads: the batcher's puts, any reads.
 */
public final class LocalPower implements BatchSink {

  private static final Logger LOG = LoggerFactory.getLogger(LocalPower.class);
  private static final double MAX_GAP_INTERVALS = 5;

  private final SensorGroup group;
  private final BatchSink next;
  private final Map<String, Meter> rails = new LinkedHashMap<>();

  /**
   * In front of a sink.
   *
   * @param group what is sampled
   */
  public LocalPower(SensorGroup group, BatchSink next) {
    this.group = group;
    this.next = next;
    group.rails().forEach(rail -> rails.put(rail.name(), new Meter()));
  }

  /**
   * A rail.
   *
   * @param rail what it is
   * @param energyJoules since the start
   * @param meanWatts of the last batch; NaN before it
   */
  record Figures(Rail rail, double energyJoules, double meanWatts) {}

  @Override
  public void accept(SampleBatch batch) {
    next.accept(batch);
    if (batch.size() > 0) {
      count(batch);
    }
  }

  synchronized List<Figures> figures() {
    return group.rails().stream()
        .map(rail -> new Figures(rail, of(rail).joules, of(rail).meanWatts))
        .toList();
  }

  private synchronized void count(SampleBatch batch) {
    long maxGapNs = Math.round(MAX_GAP_INTERVALS * 1e9 / group.nominalRateHz());
    for (Rail rail : group.rails()) {
      try {
        of(rail).add(PowerSeries.of(List.of(batch), group, List.of(rail.name())), maxGapNs);
      } catch (HamletException e) {
        rails.put(rail.name(), of(rail).restarted()); // a counter was reset
        LOG.debug("no local power of this batch: {}", e.getMessage());
      }
    }
  }

  private Meter of(Rail rail) {
    return rails.computeIfAbsent(rail.name(), name -> new Meter());
  }

  /** One rail. */
  private static final class Meter {

    private double joules;
    private double meanWatts = Double.NaN;
    private long lastNs = Long.MIN_VALUE;
    private double lastWatts;

    /** Nothing is known of its last sample. */
    Meter restarted() {
      Meter restarted = new Meter();
      restarted.joules = joules;
      return restarted;
    }

    void add(PowerSeries series, long maxGapNs) {
      double sum = 0;
      for (int i = 0; i < series.size(); i++) {
        long stampNs = series.monotonicNs()[i];
        double watts = series.watts()[i];
        if (lastNs != Long.MIN_VALUE && stampNs - lastNs <= maxGapNs) {
          joules += (lastWatts + watts) / 2 * (stampNs - lastNs) / 1e9;
        }
        sum += watts;
        lastNs = stampNs;
        lastWatts = watts;
      }
      meanWatts = series.size() == 0 ? Double.NaN : sum / series.size();
    }
  }
}
