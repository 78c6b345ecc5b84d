package dev.hamlet.cli.trace;

import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.proto.v1.TraceEnd;
import dev.hamlet.proto.v1.TraceHead;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts for {@link TraceTotals}. Belongs to one thread. */
final class TraceTally {

  private final Set<SeriesName> series = new HashSet<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<String, Integer> missing = new TreeMap<>();
  private int trials;
  private int trialsDone;
  private long written;

  void expect(int trialsToCome) {
    trials = trialsToCome;
  }

  void written(List<StampedSeries> batch) {
    for (StampedSeries one : batch) {
      series.add(one.name());
      written += one.size();
    }
  }

  void refused(Refusals refusals) {
    refusals.counts().forEach((refusal, count) -> refused.merge(refusal.word(), count, Long::sum));
  }

  void end(TraceEnd end) {
    trialsDone++;
    end.getRefusedMap().forEach((word, count) -> refused.merge(word, count, Long::sum));
    if (!end.getMissing().isEmpty()) {
      missing.merge(end.getMissing(), 1, Integer::sum);
    }
  }

  long written() {
    return written;
  }

  int trials() {
    return trials;
  }

  /** Why trials are missing, and how many for each reason. */
  Map<String, Integer> missing() {
    return missing;
  }

  /** How far it is, in words. */
  String at(TraceHead head) {
    return "trial %d of %d (%s/%s on %s)"
        .formatted(trialsDone + 1, trials, head.getModel(), head.getVariant(), head.getDevice());
  }

  TraceTotals totals(String experimentId, String target) {
    return new TraceTotals(
        experimentId,
        target,
        trials,
        missing.values().stream().mapToInt(Integer::intValue).sum(),
        series.size(),
        written,
        refused);
  }
}
