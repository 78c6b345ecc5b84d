package dev.hamlet.coordinator.publish;

import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.Waiter;
import dev.hamlet.coordinator.remote.wire.RemoteTarget;
import dev.hamlet.coordinator.remote.wire.RemoteWriteClient;
import dev.hamlet.coordinator.remote.wire.RetryingWriter;
import dev.hamlet.coordinator.store.trace.TraceExport;
import dev.hamlet.coordinator.store.trace.TraceStore;
import dev.hamlet.coordinator.trace.TraceReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes raw traces in the background: looks every two seconds whether trials were stored of
 * experiments that ask for it. Experiments take turns; one whose server is away does not hold up
 * the others longer than one request takes to fail.
 *
 * <p>Bounded: ten seconds of one trial are in memory at a time; what waits is in the store and in
 * the telemetry log, which keeps an experiment's samples while it runs.
 *
 * <p>Threads: one of its own, {@code publish}; figures may be read by any.
 */
public final class TracePublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TracePublisher.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final TraceStore store;
  private final TraceReader reader;
  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final Waiter waiter;
  private final Function<String, RetryingWriter.Sender> senders;
  private final PublishCounters counters = new PublishCounters();
  private final Map<String, ExportRun> runs = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom();
  private final Thread thread;
  private volatile boolean closed;

  /** A publisher that begins with {@link #start}. */
  public TracePublisher(TraceStore store, TraceReader reader, SystemClock clock) {
    this(
        store,
        reader,
        clock,
        clock,
        clock,
        url -> new RemoteWriteClient(RemoteTarget.of(url))::send);
  }

  TracePublisher(
      TraceStore store,
      TraceReader reader,
      MonotonicClock clock,
      EpochClock wallClock,
      Waiter waiter,
      Function<String, RetryingWriter.Sender> senders) {
    this.store = store;
    this.reader = reader;
    this.clock = clock;
    this.wallClock = wallClock;
    this.waiter = waiter;
    this.senders = senders;
    this.thread = new Thread(this::run, "publish");
    thread.setDaemon(true);
  }

  /** Begins; returns itself. */
  public TracePublisher start() {
    thread.start();
    return this;
  }

  /** What was published so far. */
  public PublishFigures figures() {
    return counters.figures();
  }

  private void run() {
    try {
      while (!closed) {
        lookOnce();
        waiter.waitUntil(clock.monotonicNs() + EVERY.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void lookOnce() throws InterruptedException {
    try {
      look();
    } catch (RuntimeException failure) {
      if (!closed) {
        LOG.warn("raw traces cannot be published now", failure);
      }
    }
  }

  /** Publishes what there is. */
  void look() throws InterruptedException {
    List<TraceExport> exports = store.exports();
    forgetOthers(exports);
    long newest = exports.isEmpty() ? 0 : store.newest();
    for (TraceExport export : exports) {
      runs.computeIfAbsent(export.experimentId(), id -> newRun(export)).run(newest);
    }
  }

  private void forgetOthers(List<TraceExport> exports) {
    runs.forEach(
        (id, run) -> {
          if (!goesOn(id, run, exports)) {
            counters.waiting(id, 0);
          }
        });
    runs.entrySet().removeIf(run -> !goesOn(run.getKey(), run.getValue(), exports));
  }

  private static boolean goesOn(String id, ExportRun run, List<TraceExport> exports) {
    return exports.stream()
        .anyMatch(export -> export.experimentId().equals(id) && run.isOf(export));
  }

  private ExportRun newRun(TraceExport export) {
    return new ExportRun(
        export,
        store,
        reader,
        senders.apply(export.url()),
        counters,
        clock,
        wallClock,
        random.split());
  }

  /** Stops; what was not published yet is published in the next life. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes is in a hurry
    }
  }
}
