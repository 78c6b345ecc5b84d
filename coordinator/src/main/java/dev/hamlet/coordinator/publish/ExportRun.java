package dev.hamlet.coordinator.publish;

import dev.hamlet.common.time.Backoff;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.remote.Refusals;
import dev.hamlet.coordinator.remote.SeriesName;
import dev.hamlet.coordinator.remote.StampRules;
import dev.hamlet.coordinator.remote.StampedSeries;
import dev.hamlet.coordinator.remote.WriteBatches;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.wire.RetryingWriter;
import dev.hamlet.coordinator.store.trace.TraceExport;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.store.trace.TracedTrial;
import dev.hamlet.coordinator.trace.TraceReader;
import dev.hamlet.coordinator.trace.TraceSelection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the trials of one experiment, in the order they were stored. While the server cannot
 * take them it waits, ever longer, and goes on behind the last sample that was written; a sample
 * that the server rejects for good is counted and passed over. Belongs to one thread.
 */
final class ExportRun {

  private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration GREATEST_DELAY = Duration.ofSeconds(30);
  private static final int TRIALS_A_TURN = 64;

  private final TraceExport export;
  private final TraceStore store;
  private final TraceReader reader;
  private final RetryingWriter.Sender sender;
  private final PublishCounters counters;
  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final Backoff backoff;
  private final Map<SeriesName, Long> writtenThroughMs = new HashMap<>();
  private long through;
  private long notBeforeNs;
  private String said = "";

  ExportRun(
      TraceExport export,
      TraceStore store,
      TraceReader reader,
      RetryingWriter.Sender sender,
      PublishCounters counters,
      MonotonicClock clock,
      EpochClock wallClock,
      RandomGenerator random) {
    this.export = export;
    this.store = store;
    this.reader = reader;
    this.sender = sender;
    this.counters = counters;
    this.clock = clock;
    this.wallClock = wallClock;
    this.backoff = new Backoff(FIRST_DELAY, GREATEST_DELAY, random);
    this.through = export.through();
    this.notBeforeNs = clock.monotonicNs();
  }

  /** The server cannot take a request now. */
  private static final class Later extends RuntimeException {

    private final Optional<Duration> after;

    Later(Optional<Duration> after) {
      super("later", null, false, false);
      this.after = after;
    }
  }

  /** Whether it goes where another one goes. */
  boolean isOf(TraceExport other) {
    return export.url().equals(other.url()) && export.rails().equals(other.rails());
  }

  /**
   * Publishes the next trials, as far as the server takes them.
   *
   * @param newest number of the newest trial of all
   */
  void run(long newest) throws InterruptedException {
    if (newest <= through || clock.monotonicNs() - notBeforeNs < 0) {
      return;
    }
    try {
      List<TracedTrial> trials = store.trialsAfter(export.experimentId(), through, TRIALS_A_TURN);
      for (TracedTrial trial : trials) {
        publish(trial);
        done(trial.number());
      }
      if (trials.size() < TRIALS_A_TURN) {
        through = Math.max(through, newest); // those of others; found again after a restart
      }
      backoff.reset();
    } catch (Later later) {
      notBeforeNs =
          clock.monotonicNs() + later.after.map(Duration::toNanos).orElseGet(backoff::nextNs);
    }
    counters.waiting(export.experimentId(), store.validAfter(export.experimentId(), through));
  }

  private void done(long number) {
    store.saveExported(export.experimentId(), number);
    through = number;
    writtenThroughMs.clear();
  }

  private void publish(TracedTrial trial) throws InterruptedException {
    TraceSelection selection = TraceSelection.ofRails(Set.copyOf(export.rails()));
    if (!selection.has(trial)) {
      return;
    }
    Refusals unstamped = new Refusals();
    Optional<String> missing = reader.read(trial, selection, unstamped, this::write);
    counters.refused(unstamped);
    counters.trial(missing.isPresent() ? PublishCounters.MISSING : PublishCounters.PUBLISHED);
    missing.ifPresent(
        why ->
            LOG.warn(
                "trial {} of cell {} cannot be published: {}",
                trial.trialNumber(),
                trial.cellId(),
                why));
  }

  private void write(List<StampedSeries> slice) throws InterruptedException {
    List<StampedSeries> fresh =
        slice.stream()
            .map(one -> one.within(through(one.name()) + 1, Long.MAX_VALUE))
            .filter(one -> one.size() > 0)
            .toList();
    Refusals refusals = new Refusals();
    List<StampedSeries> allowed = StampRules.DEFAULT.allowed(fresh, wallClock.epochMs(), refusals);
    for (List<StampedSeries> batch : WriteBatches.of(allowed)) {
      send(batch);
    }
    // after all of the slice is written: a part that is tried again must not count twice
    counters.refused(refusals);
    fresh.forEach(this::passed);
  }

  private long through(SeriesName name) {
    return writtenThroughMs.getOrDefault(name, Long.MIN_VALUE);
  }

  private void send(List<StampedSeries> batch) throws InterruptedException {
    WriteReply reply = sender.send(batch);
    counters.replied(reply);
    switch (reply.meaning()) {
      case WRITTEN -> {
        counters.written(WriteBatches.samples(batch), wallClock.epochMs());
        said = "";
      }
      case REJECTED -> {
        counters.rejected(WriteBatches.samples(batch));
        warn("does not take samples", reply);
      }
      case LATER -> {
        warn("cannot take samples now; they wait", reply);
        throw new Later(reply.retryAfter());
      }
    }
    batch.forEach(this::passed);
  }

  private void passed(StampedSeries series) {
    writtenThroughMs.merge(series.name(), series.epochMs()[series.size() - 1], Math::max);
  }

  private void warn(String what, WriteReply reply) {
    String sentence = reply.sentence();
    if (!said.equals(what + reply.code())) {
      LOG.warn("{} {} of experiment {}: {}", export.url(), what, export.experimentId(), sentence);
      said = what + reply.code();
    }
  }
}
