package dev.hamlet.coordinator.publish;

import dev.hamlet.coordinator.remote.Refusal;
import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.WriteReply;
import java.util.Map;
import java.util.TreeMap;

/** Counts for {@link PublishFigures}; every result begins at 0. Threads: one counts, any reads. */
final class PublishCounters {

  static final String WRITTEN = "written";
  static final String REJECTED = "rejected";
  static final String PUBLISHED = "published";
  static final String MISSING = "missing";

  private final Map<String, Long> samples = new TreeMap<>();
  private final Map<String, Long> batches = new TreeMap<>();
  private final Map<String, Long> trials = new TreeMap<>();
  private final Map<String, Long> waiting = new TreeMap<>();
  private long lastSuccessEpochMs;

  PublishCounters() {
    samples.put(WRITTEN, 0L);
    samples.put(REJECTED, 0L);
    for (Refusal refusal : Refusal.values()) {
      samples.put(refusal.word(), 0L);
    }
    trials.put(PUBLISHED, 0L);
    trials.put(MISSING, 0L);
  }

  synchronized void replied(WriteReply reply) {
    batches.merge(reply.code(), 1L, Long::sum);
  }

  synchronized void written(long count, long epochMs) {
    samples.merge(WRITTEN, count, Long::sum);
    lastSuccessEpochMs = epochMs;
  }

  synchronized void rejected(long count) {
    samples.merge(REJECTED, count, Long::sum);
  }

  synchronized void refused(Refusals refusals) {
    refusals.counts().forEach((refusal, count) -> samples.merge(refusal.word(), count, Long::sum));
  }

  synchronized void trial(String result) {
    trials.merge(result, 1L, Long::sum);
  }

  /** Trials of an experiment that wait. */
  synchronized void waiting(String experimentId, long count) {
    if (count == 0) {
      waiting.remove(experimentId);
    } else {
      waiting.put(experimentId, count);
    }
  }

  synchronized PublishFigures figures() {
    long sum = waiting.values().stream().mapToLong(Long::longValue).sum();
    return new PublishFigures(samples, batches, trials, sum, lastSuccessEpochMs);
  }
}
