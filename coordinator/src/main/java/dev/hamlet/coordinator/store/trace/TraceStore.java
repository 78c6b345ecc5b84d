package dev.hamlet.coordinator.store.trace;

import java.util.List;
import java.util.Optional;

/**
 * What a restart must not forget of raw traces; the samples themselves are in the telemetry log.
 * Every change is one transaction and durable on return. Threads: any; a call may wait for the
 * disk.
 */
public interface TraceStore {

  /** The trials that an experiment measured itself, in the order they were stored. */
  List<TracedTrial> trials(String experimentId);

  /** Its next trials after a number, in the order they were stored. */
  List<TracedTrial> trialsAfter(String experimentId, long number, int most);

  /** How many valid trials an experiment has after a number. */
  long validAfter(String experimentId, long number);

  /** The number of the trial that was stored last; 0 if there is none. */
  long newest();

  /** Where a trial lies on the wall clock, if that is decided. */
  Optional<TrialTimeline> timeline(String cellId, int trialNumber);

  /** Decides it; what was decided before stays, and is returned. */
  TrialTimeline saveTimeline(TrialTimeline timeline);

  /**
   * The point of a clock's history, against any coordinator's clock, that is nearest to a stamp.
   *
   * @param deviceNs device monotonic ns
   */
  Optional<ClockPoint> clockPointNear(String device, String bootId, long deviceNs);

  /** Publishes an experiment's traces from now on; one that is published goes on where it was. */
  void saveExport(String experimentId, String url, List<String> rails);

  /** No longer publishes an experiment's traces; nothing if it was not. */
  void endExport(String experimentId);

  /** All experiments whose traces are published, by id. */
  List<TraceExport> exports();

  /** Notes that the trials of an experiment up to a number are done with. */
  void saveExported(String experimentId, long through);

  /**
   * A point of a device's clock.
   *
   * @param deviceNs device monotonic ns
   * @param epochMs the coordinator's wall clock then
   * @param errorNs greatest error of it
   */
  record ClockPoint(long deviceNs, long epochMs, long errorNs) {}
}
