package dev.hamlet.coordinator.trace;

import dev.hamlet.common.inference.Phase;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.remote.MillisecondStamper;
import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.store.ResultStore;
import dev.hamlet.coordinator.store.SensorSnapshot;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.store.trace.TrialTimeline;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the raw power of stored trials, from the end of the gate to the end of the last phase, rail
 * by rail, each sample as watts in a millisecond of its own ({@link MillisecondStamper}). The same
 * trial always gives the same stamps and values.
 *
 * <p>A sample stands where the power was that it reports: its group's lag is taken off. What an
 * energy counter gives is the mean power since the sample before.
 *
 * <p>Threads: one at a time; a call reads the disk.
 */
public final class TraceReader {

  /** So much is read at once: a few hundred kB. */
  static final long SLICE_NS = 10_000_000_000L;

  /** Samples beyond a slice, so that counters know the one before it. */
  private static final long MARGIN_NS = 2_000_000_000L;

  private static final int SNAPSHOTS = 64;

  private final ResultStore store;
  private final TelemetryLog log;
  private final Timelines timelines;
  private final Map<String, List<SensorGroup>> snapshots =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<SensorGroup>> eldest) {
          return size() > SNAPSHOTS;
        }
      };

  /** Takes the slices of a trial, in the order of their time. */
  @FunctionalInterface
  public interface SliceTaker {

    /** The next ten seconds at most, of every rail that is meant; some may be empty. */
    void take(List<StampedSeries> slice) throws InterruptedException;
  }

  /** A reader. */
  public TraceReader(ResultStore store, TelemetryLog log, Timelines timelines) {
    this.store = store;
    this.log = log;
    this.timelines = timelines;
  }

  /**
   * Reads a trial.
   *
   * @param refusals counts samples that have no place in the milliseconds
   * @return why there is nothing of it, one sentence; empty if it was read
   */
  public Optional<String> read(
      TracedTrial trial, TraceSelection selection, Refusals refusals, SliceTaker taker)
      throws InterruptedException {
    Optional<TimeInterval> window =
        log.trace(trial.device(), trial.cellId(), trial.trialNumber(), trial.fencingToken())
            .flatMap(TraceReader::measured);
    if (window.isEmpty()) {
      return Optional.of("its samples are no longer in the telemetry log");
    }
    Optional<TrialTimeline> timeline = timelines.of(trial, window.get());
    if (timeline.isEmpty()) {
      return Optional.of("nothing is known of its device's clock");
    }
    List<RailReading> rails = rails(trial, selection, timeline.get());
    if (isOutside(timeline.get(), selection)) {
      return Optional.empty();
    }
    long endNs = window.get().endNs();
    for (long fromNs = window.get().startNs(); fromNs < endNs; fromNs += SLICE_NS) {
      TimeInterval slice = new TimeInterval(fromNs, Math.min(endNs, fromNs + SLICE_NS));
      taker.take(slice(trial, rails, slice, selection, refusals));
    }
    return Optional.empty();
  }

  /** From the end of the gate on: a board waits for minutes there, and nothing is measured. */
  private static Optional<TimeInterval> measured(TrialTrace trace) {
    List<Phase> phases =
        trace.phases().stream().filter(phase -> phase.kind() != PhaseKind.GATE).toList();
    if (phases.isEmpty()) {
      return Optional.empty();
    }
    long startNs = phases.get(0).interval().startNs();
    long endNs = phases.get(phases.size() - 1).interval().endNs();
    return endNs > startNs ? Optional.of(new TimeInterval(startNs, endNs)) : Optional.empty();
  }

  private static boolean isOutside(TrialTimeline timeline, TraceSelection selection) {
    return timeline.endEpochNs() / 1_000_000 < selection.fromEpochMs()
        || timeline.startEpochNs() / 1_000_000 > selection.toEpochMs();
  }

  private List<StampedSeries> slice(
      TracedTrial trial,
      List<RailReading> rails,
      TimeInterval slice,
      TraceSelection selection,
      Refusals refusals) {
    long lagNs = rails.stream().mapToLong(rail -> rail.group().lagNs()).max().orElse(0);
    List<SampleBatch> batches =
        log.samples(
            trial.device(),
            trial.bootId(),
            new TimeInterval(slice.startNs() - MARGIN_NS, slice.endNs() + lagNs + MARGIN_NS));
    List<StampedSeries> series = new ArrayList<>();
    for (RailReading rail : rails) {
      series.add(
          rail.read(batches, slice, refusals)
              .within(selection.fromEpochMs(), selection.toEpochMs()));
    }
    return series;
  }

  private List<RailReading> rails(
      TracedTrial trial, TraceSelection selection, TrialTimeline timeline) {
    List<RailReading> rails = new ArrayList<>();
    for (SensorGroup group : groups(trial)) {
      for (Rail rail : group.rails()) {
        if (selection.hasRail(rail.name())) {
          SeriesName name =
              new SeriesName(trial.device(), rail.name(), rail.scope(), group.simulated());
          rails.add(new RailReading(group, rail, timeline, new MillisecondStamper(name)));
        }
      }
    }
    return rails;
  }

  private List<SensorGroup> groups(TracedTrial trial) {
    if (!snapshots.containsKey(trial.sensors())) {
      Map<String, List<SensorGroup>> all = new HashMap<>();
      for (SensorSnapshot snapshot : store.sensorSnapshots(trial.experimentId())) {
        all.put(snapshot.id(), snapshot.groups());
      }
      snapshots.put(trial.sensors(), all.getOrDefault(trial.sensors(), List.of()));
    }
    return snapshots.getOrDefault(trial.sensors(), List.of());
  }

  /** One rail of a trial while it is read. */
  private record RailReading(
      SensorGroup group, Rail rail, TrialTimeline timeline, MillisecondStamper stamper) {

    StampedSeries read(List<SampleBatch> batches, TimeInterval slice, Refusals refusals) {
      PowerSeries power = PowerSeries.of(batches, group, List.of(rail.name()));
      int from = power.indexAtOrBefore(slice.startNs() - 1) + 1;
      int to = power.indexAtOrBefore(slice.endNs() - 1) + 1;
      long[] epochNs = new long[to - from];
      double[] watts = new double[to - from];
      for (int i = from; i < to; i++) {
        epochNs[i - from] = timeline.epochNs(power.monotonicNs()[i]);
        watts[i - from] = power.watts()[i];
      }
      return stamper.stamp(epochNs, watts, refusals);
    }
  }
}
