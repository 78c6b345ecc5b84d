package dev.hamlet.coordinator.trace;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.time.offset.ClockOffset;
import dev.hamlet.coordinator.device.DeviceClocks;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.store.trace.TraceStore.ClockPoint;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.store.trace.TrialTimeline;
import java.util.Optional;

/**
 * Decides where trials lie on the wall clock, each once: by what is known of its device's clock
 * now, else by the nearest point of that clock's stored history (of an earlier boot of either end).
 *
 * <p>Exact to the bound of the offset, and to 1 ms of the wall clock; a trial between two points of
 * the history may be off by the drift of 15 s, less than 1 ms.
 *
 * <p>Threads: any.
 */
public final class Timelines {

  private static final long MS = 1_000_000;

  private final TraceStore store;
  private final DeviceClocks clocks;
  private final MonotonicClock clock;
  private final EpochClock wallClock;

  /** Timelines that are kept in a store. */
  public Timelines(
      TraceStore store, DeviceClocks clocks, MonotonicClock clock, EpochClock wallClock) {
    this.store = store;
    this.clocks = clocks;
    this.clock = clock;
    this.wallClock = wallClock;
  }

  /** The timeline of a trial; empty if nothing was ever known of its device's clock. */
  public Optional<TrialTimeline> of(TracedTrial trial, TimeInterval window) {
    return store
        .timeline(trial.cellId(), trial.trialNumber())
        .or(() -> known(trial, window).or(() -> stored(trial, window)).map(store::saveTimeline));
  }

  private Optional<TrialTimeline> known(TracedTrial trial, TimeInterval window) {
    Optional<ClockOffset> start = clocks.at(trial.device(), trial.bootId(), window.startNs());
    Optional<ClockOffset> end = clocks.at(trial.device(), trial.bootId(), window.endNs());
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    long epochAheadNs = wallClock.epochMs() * MS - clock.monotonicNs();
    return Optional.of(
        timeline(
            trial,
            window,
            start.get().toCoordinatorNs(window.startNs()) + epochAheadNs,
            end.get().toCoordinatorNs(window.endNs()) + epochAheadNs,
            Math.max(start.get().errorNs(), end.get().errorNs())));
  }

  private Optional<TrialTimeline> stored(TracedTrial trial, TimeInterval window) {
    return store
        .clockPointNear(trial.device(), trial.bootId(), window.startNs())
        .map(
            point ->
                timeline(
                    trial,
                    window,
                    epochNs(point, window.startNs()),
                    epochNs(point, window.endNs()),
                    point.errorNs()));
  }

  private static long epochNs(ClockPoint point, long deviceNs) {
    return point.epochMs() * MS + deviceNs - point.deviceNs();
  }

  private static TrialTimeline timeline(
      TracedTrial trial, TimeInterval window, long startEpochNs, long endEpochNs, long errorNs) {
    return new TrialTimeline(
        trial.cellId(),
        trial.trialNumber(),
        window.startNs(),
        window.endNs(),
        startEpochNs,
        endEpochNs,
        errorNs);
  }
}
