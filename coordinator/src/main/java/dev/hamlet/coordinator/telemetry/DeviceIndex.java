package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.coordinator.telemetry.segment.LogEntry;
import dev.hamlet.coordinator.telemetry.segment.Segment;
import dev.hamlet.coordinator.telemetry.segment.Segment.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the records of one device lie: sequences by session, samples by boot, group and time,
 * traces by trial. Kept in memory, rebuilt from the entries of the frames at open.
 *
 * <p>Safe for threads: every method takes the index's own lock, and none waits for a disk.
 */
final class DeviceIndex {

  private record GroupKey(String boot, String group) {}

  private record TrialKey(String cell, int trialNumber, long fencingToken) {}

  /** Sessions in the order in which they were first seen. */
  private final Map<String, SequenceSet> sessions = new LinkedHashMap<>();

  private final Map<GroupKey, TimeIndex> samples = new LinkedHashMap<>();
  private final Map<TrialKey, Location> traces = new HashMap<>();

  synchronized void add(LogEntry entry, Location location) {
    SequenceSet sequences = sessions.computeIfAbsent(entry.session(), session -> new SequenceSet());
    if (entry instanceof LogEntry.Samples batch) {
      sequences.add(batch.sequence());
      samples
          .computeIfAbsent(new GroupKey(batch.boot(), batch.group()), key -> new TimeIndex())
          .add(batch.firstNs(), batch.lastNs(), location);
    } else if (entry instanceof LogEntry.Trace trace) {
      sequences.add(trace.sequence());
      traces.put(new TrialKey(trace.cell(), trace.trialNumber(), trace.fencingToken()), location);
    } else if (entry instanceof LogEntry.Watermark watermark) {
      sequences.addThrough(watermark.through());
    }
  }

  /** Forgets where records of a segment lie; that they were there, the sequences still know. */
  synchronized void remove(Segment segment) {
    samples.values().forEach(index -> index.remove(segment));
    samples.values().removeIf(TimeIndex::isEmpty);
    traces.values().removeIf(location -> location.segment().equals(segment));
  }

  synchronized boolean contains(String session, long sequence) {
    SequenceSet sequences = sessions.get(session);
    return sequences != null && sequences.contains(sequence);
  }

  synchronized long through(String session) {
    SequenceSet sequences = sessions.get(session);
    return sequences == null ? 0 : sequences.through();
  }

  /** Watermarks of the latest sessions, oldest first. */
  synchronized List<LogEntry.Watermark> watermarks(int latest) {
    List<LogEntry.Watermark> all = new ArrayList<>();
    sessions.forEach(
        (session, sequences) -> {
          if (sequences.through() > 0) {
            all.add(new LogEntry.Watermark(session, sequences.through()));
          }
        });
    return List.copyOf(all.subList(Math.max(0, all.size() - latest), all.size()));
  }

  synchronized Optional<Location> trace(String cell, int trialNumber, long fencingToken) {
    return Optional.ofNullable(traces.get(new TrialKey(cell, trialNumber, fencingToken)));
  }

  /** Batches of every group of a boot that overlap a window, group by group. */
  synchronized List<Location> samples(String boot, TimeInterval window) {
    List<Location> found = new ArrayList<>();
    samples.forEach(
        (key, index) -> {
          if (key.boot().equals(boot)) {
            found.addAll(index.overlapping(window));
          }
        });
    return found;
  }
}
