package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the telemetry log: takes what all streams have, appends it in one
 * group commit, then acknowledges.
 *
 * <p>Its queue holds streams, each at most once, so it is bounded by the number of streams; what
 * waits within a stream is bounded by the stream's window, since no more is requested of the
 * client. Nothing is ever dropped here.
 */
final class LogWriter {

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  /** Records of one group commit. */
  private static final int MAX_RECORDS = 1_024;

  private static final long IDLE_POLL_MS = 200;

  private final TelemetryLog log;
  private final IngestMetrics metrics;
  private final TelemetryListener listener;
  private final MonotonicClock clock;
  private final LinkedBlockingQueue<TelemetryStream> ready = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  LogWriter(
      TelemetryLog log, IngestMetrics metrics, TelemetryListener listener, MonotonicClock clock) {
    this.log = log;
    this.metrics = metrics;
    this.listener = listener;
    this.clock = clock;
    this.thread = new Thread(this::loop, "telemetry");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** A stream has records; called once until its records are taken. */
  void ready(TelemetryStream stream) {
    ready.add(stream);
  }

  private void loop() {
    while (!closing || !ready.isEmpty()) {
      try {
        TelemetryStream first = ready.poll(IDLE_POLL_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          commit(first);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void commit(TelemetryStream first) {
    Map<TelemetryStream, List<ReceivedRecord>> taken = new LinkedHashMap<>();
    List<ReceivedRecord> all = new ArrayList<>();
    for (TelemetryStream stream = first; stream != null; stream = nextWithin(all.size())) {
      List<ReceivedRecord> own = stream.take();
      taken.computeIfAbsent(stream, key -> new ArrayList<>()).addAll(own);
      all.addAll(own);
    }
    try {
      write(all);
    } catch (RuntimeException e) {
      all.forEach(one -> metrics.rejected(one.device()));
      taken.keySet().forEach(stream -> stream.fail(e));
      LOG.warn("{} telemetry batches are not durable, their streams end", all.size(), e);
      return;
    }
    taken.forEach((stream, own) -> acknowledge(stream, own.size()));
  }

  private void acknowledge(TelemetryStream stream, int settled) {
    try {
      stream.durable(log.durableThrough(stream.device(), stream.session()), settled);
    } catch (RuntimeException e) {
      // its batches are durable: the client learns so when it connects again
      stream.end(e);
      LOG.warn("an acknowledgement to {} failed, its stream ends", stream.device(), e);
    }
  }

  private @Nullable TelemetryStream nextWithin(int records) {
    return records < MAX_RECORDS ? ready.poll() : null;
  }

  private void write(List<ReceivedRecord> received) {
    Set<TelemetryRecord> fresh = append(received);
    long nowNs = clock.monotonicNs();
    for (ReceivedRecord one : received) {
      if (one.record() == null) {
        metrics.rejected(one.device());
      } else if (fresh.contains(one.record())) {
        accepted(one, nowNs);
      } else {
        metrics.duplicate(one.device());
      }
    }
  }

  /** In the order of arrival: what is lost is declared so after what came before it. */
  private Set<TelemetryRecord> append(List<ReceivedRecord> received) {
    // by identity: a duplicate may be equal to what it repeats
    Set<TelemetryRecord> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
    List<TelemetryRecord> run = new ArrayList<>();
    for (ReceivedRecord one : received) {
      if (one.lostThrough() > 0) {
        fresh.addAll(appendRun(run));
        run.clear();
        declareLost(one);
      }
      if (one.record() != null) {
        run.add(one.record());
      }
    }
    fresh.addAll(appendRun(run));
    return fresh;
  }

  private void declareLost(ReceivedRecord one) {
    long durable = log.durableThrough(one.device(), one.session());
    if (durable < one.lostThrough()) {
      LOG.warn(
          "telemetry of {} after {} up to {} will never come (session {}): trials that need it are"
              + " invalid and are repeated",
          one.device(),
          durable,
          one.lostThrough(),
          one.session());
    }
    log.declareLost(one.device(), one.session(), one.lostThrough());
  }

  private List<TelemetryRecord> appendRun(List<TelemetryRecord> run) {
    return run.isEmpty() ? List.of() : log.append(List.copyOf(run));
  }

  private static TelemetryRecord record(ReceivedRecord received) {
    return Objects.requireNonNull(received.record());
  }

  private void accepted(ReceivedRecord one, long nowNs) {
    TelemetryRecord record = record(one);
    int samples = record.samples() == null ? 0 : record.samples().size();
    metrics.accepted(record.device(), samples, one.bytes());
    metrics.committed(record.device(), nowNs - one.receivedNs());
    try {
      listener.recorded(record, one.receivedNs());
    } catch (RuntimeException e) {
      // the record is durable: a listener's defect must not make it look refused
      LOG.error("a listener failed on telemetry of {}", record.device(), e);
    }
  }

  /** Writes what is queued, then ends the thread; waits for it no longer than the timeout. */
  void close(Duration timeout) {
    closing = true;
    try {
      thread.join(timeout.toMillis());
      if (thread.isAlive()) {
        LOG.warn("the telemetry log is still being written after {}; giving up", timeout);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
