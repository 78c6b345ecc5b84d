package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.segment.EncodedRecord;
import dev.hamlet.coordinator.telemetry.segment.LogEntry;
import dev.hamlet.coordinator.telemetry.segment.LogFolder;
import dev.hamlet.coordinator.telemetry.segment.LogReader;
import dev.hamlet.coordinator.telemetry.segment.Segment;
import dev.hamlet.coordinator.telemetry.segment.SegmentScanner;
import dev.hamlet.coordinator.telemetry.segment.SegmentWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telemetry log in append-only segment files, one folder per device ({@link LogFolder}, {@link
 * Segment}).
 *
 * <p><b>Durability.</b> One append is one group commit: the frames of each device in one write,
 * then one fdatasync per device. Only then is anything indexed or acknowledged. If a write or a
 * sync fails, every file is cut back to what was durable before, and the caller hears of it.
 *
 * <p><b>Open.</b> The index is rebuilt from the entries of the frames; behind the last intact frame
 * of a device's newest segment a torn tail is cut off (only there can a write have been under way);
 * other damage is passed over, counted and left for a person to look at.
 *
 * <p><b>Retention.</b> Above the disk budget the oldest closed segments of devices that nobody
 * holds expire. New segments begin with the watermarks of the latest sessions, so durable sequences
 * survive the expiry of what they counted.
 */
public final class SegmentTelemetryLog implements TelemetryLog {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentTelemetryLog.class);

  private final TelemetryLogConfig config;
  private final LogFolder folder;
  private final Map<String, DeviceLog> devices = new ConcurrentHashMap<>();
  private final Map<String, Integer> holds = new ConcurrentHashMap<>();
  private final DurabilityWaiters waiters = new DurabilityWaiters(this::durableThrough);

  /** Held while files change; guards everything below. */
  private final Object appendLock = new Object();

  private final LogCounters counters = new LogCounters();
  private long lastNumber;
  private long bytes; // of all devices: nobody adds up a whole fleet at every commit
  private boolean closed;

  private SegmentTelemetryLog(TelemetryLogConfig config, LogFolder folder) {
    this.config = config;
    this.folder = folder;
  }

  /**
   * Opens the log, or begins an empty one.
   *
   * @throws HamletException if the folder cannot be used or belongs to another coordinator
   */
  public static SegmentTelemetryLog open(TelemetryLogConfig config) {
    try {
      SegmentTelemetryLog log = new SegmentTelemetryLog(config, LogFolder.open(config.folder()));
      log.load();
      return log;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE,
          "The telemetry log %s cannot be opened: %s.".formatted(config.folder(), e.getMessage()),
          e);
    }
  }

  private void load() throws IOException {
    synchronized (appendLock) {
      List<LogFolder.Found> all = folder.segments();
      Map<String, Segment> newest = new HashMap<>();
      all.forEach(found -> newest.put(found.header().device(), found.segment()));
      for (LogFolder.Found found : all) {
        Segment segment = found.segment();
        lastNumber = Math.max(lastNumber, segment.number());
        DeviceLog log = deviceLog(found.header().device());
        SegmentScanner.Findings findings = log.load(segment, found.header().length());
        counters.found(findings);
        if (findings.isTornOrDamaged()) {
          LOG.warn("telemetry segment {} is not as it was written: {}", segment.path(), findings);
        }
        if (findings.tornBytes() > 0 && segment.equals(newest.get(found.header().device()))) {
          SegmentWriter.open(segment, findings.intactBytes()).close();
        }
      }
      bytes = devices.values().stream().mapToLong(DeviceLog::bytes).sum();
      counters.bytes(bytes);
    }
  }

  @Override
  public List<TelemetryRecord> append(List<TelemetryRecord> records) {
    List<TelemetryRecord> fresh;
    Map<String, List<EncodedRecord>> byDevice = new LinkedHashMap<>();
    synchronized (appendLock) {
      fresh = fresh(records);
      for (TelemetryRecord record : fresh) {
        byDevice
            .computeIfAbsent(record.device(), device -> new ArrayList<>())
            .add(EncodedRecord.of(record));
      }
      commit(byDevice);
      counters.appended(fresh.size(), records.size() - fresh.size());
      expire();
    }
    waiters.wake(byDevice.keySet());
    return fresh;
  }

  @Override
  public void declareLost(String device, String sessionId, long throughSequence) {
    synchronized (appendLock) {
      if (durableThrough(device, sessionId) < throughSequence) {
        LogEntry.Watermark lost = new LogEntry.Watermark(sessionId, throughSequence);
        commit(Map.of(device, List.of(EncodedRecord.of(lost))));
      }
    }
    waiters.wake(List.of(device));
  }

  /** Records that neither the log nor an earlier record of the list has. */
  private List<TelemetryRecord> fresh(List<TelemetryRecord> records) {
    record Key(String device, String session, long sequence) {}
    Set<Key> seen = new HashSet<>();
    return records.stream()
        .filter(record -> !contains(record))
        .filter(one -> seen.add(new Key(one.device(), one.sessionId(), one.sequence())))
        .toList();
  }

  private boolean contains(TelemetryRecord record) {
    DeviceLog log = devices.get(record.device());
    return log != null && log.index().contains(record.sessionId(), record.sequence());
  }

  private void commit(Map<String, List<EncodedRecord>> byDevice) {
    if (closed) {
      throw new HamletException(ErrorCode.UNAVAILABLE, "The telemetry log is closed.");
    }
    if (byDevice.isEmpty()) {
      return;
    }
    List<DeviceLog> touched = new ArrayList<>();
    try {
      for (Map.Entry<String, List<EncodedRecord>> one : byDevice.entrySet()) {
        DeviceLog log = deviceLog(one.getKey());
        touched.add(log);
        log.write(one.getValue());
      }
      for (DeviceLog log : touched) {
        log.sync();
      }
    } catch (IOException e) {
      counters.failed();
      touched.forEach(SegmentTelemetryLog::rollBack);
      throw refused(e);
    }
    for (DeviceLog log : touched) {
      bytes += log.publish();
    }
    counters.synced(bytes);
  }

  private HamletException refused(IOException cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "The telemetry log %s cannot be written (%s); give its disk room, nothing is lost until then."
            .formatted(config.folder(), cause.getMessage()),
        cause);
  }

  private static void rollBack(DeviceLog log) {
    try {
      log.rollBack();
    } catch (IOException e) {
      LOG.warn("a segment that refused to be written refuses to be closed too", e);
    }
  }

  private DeviceLog deviceLog(String device) throws IOException {
    DeviceLog known = devices.get(device);
    if (known == null) {
      known = new DeviceLog(device, folder.of(device), config.segmentBytes(), this::nextNumber);
      devices.put(device, known);
    }
    return known;
  }

  private long nextNumber() {
    return ++lastNumber;
  }

  private void expire() {
    while (bytes > config.diskBudgetBytes()) {
      Optional<Map.Entry<DeviceLog, Segment>> oldest = oldestExpirable();
      if (oldest.isEmpty()) {
        return;
      }
      try {
        long freed = oldest.get().getKey().expire(oldest.get().getValue());
        bytes -= freed;
        counters.expired(freed, bytes);
      } catch (IOException e) {
        LOG.warn("segment {} cannot be deleted", oldest.get().getValue().path(), e);
        return;
      }
    }
  }

  private Optional<Map.Entry<DeviceLog, Segment>> oldestExpirable() {
    return devices.entrySet().stream()
        .filter(entry -> !holds.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(log -> log.oldestClosed().map(segment -> Map.entry(log, segment)).stream())
        .min(Comparator.comparingLong(entry -> entry.getValue().number()));
  }

  @Override
  public long durableThrough(String device, String sessionId) {
    DeviceLog log = devices.get(device);
    return log == null ? 0 : log.index().through(sessionId);
  }

  @Override
  public CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence) {
    return waiters.add(device, sessionId, sequence);
  }

  @Override
  public Optional<TrialTrace> trace(
      String device, String cellId, int trialNumber, long fencingToken) {
    return Optional.ofNullable(devices.get(device))
        .flatMap(log -> log.index().trace(cellId, trialNumber, fencingToken))
        .flatMap(place -> LogReader.read(List.of(place)).stream().findFirst())
        .flatMap(record -> Optional.ofNullable(record.trace()));
  }

  @Override
  public List<SampleBatch> samples(String device, String bootId, TimeInterval window) {
    return Optional.ofNullable(devices.get(device)).stream()
        .flatMap(log -> LogReader.read(log.index().samples(bootId, window)).stream())
        .flatMap(record -> Stream.ofNullable(record.samples()))
        .sorted(Comparator.comparingLong(batch -> batch.monotonicNs()[0]))
        .toList();
  }

  @Override
  public Hold hold(String device) {
    holds.merge(device, 1, Integer::sum);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        holds.computeIfPresent(device, (name, count) -> count == 1 ? null : count - 1);
      }
    };
  }

  /** Everything that is durable now, for a backup. */
  public List<DurableFile> files() {
    synchronized (appendLock) {
      return devices.values().stream().flatMap(log -> log.files().stream()).toList();
    }
  }

  /** What the log did since it was opened. */
  public TelemetryLogFigures figures() {
    return counters.figures();
  }

  /** Closes the files; nothing is lost, since every append was durable when it returned. */
  @Override
  public void close() {
    synchronized (appendLock) {
      if (closed) {
        return;
      }
      closed = true;
      devices.values().forEach(SegmentTelemetryLog::rollBack);
      try {
        folder.close();
      } catch (IOException e) {
        LOG.warn("the lock of the telemetry log cannot be released", e);
      }
    }
    waiters.close();
  }
}
