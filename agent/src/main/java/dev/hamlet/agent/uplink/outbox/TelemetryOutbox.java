package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.wire.TelemetryCodec;
import dev.hamlet.common.wire.TelemetryRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry of a session that is not yet acknowledged, under one sequence.
 *
 * <pre>
 *   acknowledged | pending: sent, waiting for the acknowledgement | pending: not sent | next offer
 *                ^ oldest (in the spool after a long cut)         ^ cursor
 * </pre>
 *
 * <p>What finds memory full is dropped before it gets a sequence and counted as {@code spoolFull}:
 * older batches belong to trials that are already measured, so the newest is the one to lose. What
 * the disk has lost of the spool leaves a hole, counted as {@code spoolLost}.
 *
 * <p>Threads: {@link #offer} on any; all else on the link's thread.
 */
public final class TelemetryOutbox implements AutoCloseable {

  /** Spilled in one go: little enough to be over long before the next burst. */
  private static final int SPILL_AT_ONCE_BYTES = 1 << 20;

  private final SessionIdentity session;
  private final OutboxLimits limits;
  private final Spool spool;

  /** By sequence; holes only where the disk has lost something. */
  private final NavigableMap<Long, Pending> pending = new TreeMap<>();

  private final Map<String, SamplingCounters> counters = new HashMap<>();
  private long lastSequence;
  private long sentSequence;
  private long everSentSequence;
  private long acknowledgedSequence;
  private long memoryBytes;
  private long offeredBytes;
  private long spooled;
  private long offered;
  private long acknowledged;
  private long spoolFull;
  private long spoolLost;
  private long resent;
  private long waitingSamples;

  /**
   * An empty outbox.
   *
   * @param spoolFile where batches go after a long cut; its folder is made then
   */
  public TelemetryOutbox(SessionIdentity session, OutboxLimits limits, Path spoolFile) {
    this(session, limits, new Spool(spoolFile, session, limits.spoolBytes()));
  }

  private TelemetryOutbox(SessionIdentity session, OutboxLimits limits, Spool spool) {
    this.session = session;
    this.limits = limits;
    this.spool = spool;
  }

  /** What an earlier life of the agent left on disk; takes nothing more. */
  static TelemetryOutbox leftBehind(SpoolScan scan) {
    TelemetryOutbox outbox =
        new TelemetryOutbox(scan.session(), new OutboxLimits(0, 0, 0), Spool.of(scan));
    scan.entries().forEach(outbox::takeUp);
    return outbox;
  }

  private synchronized void takeUp(SpoolScan.Entry entry) {
    pending.put(entry.sequence(), new Pending(entry));
    offered++;
    spooled++;
  }

  /** Whose telemetry it is. */
  public SessionIdentity session() {
    return session;
  }

  /** Takes samples over; their sequence, or empty if they were dropped. */
  public synchronized OptionalLong offer(SampleBatch batch) {
    counters.put(batch.group(), batch.counters());
    return offer(batch, null);
  }

  /** Takes a trace over; its sequence, or empty if it was dropped. */
  public synchronized OptionalLong offer(TrialTrace trace) {
    return offer(null, trace);
  }

  private OptionalLong offer(@Nullable SampleBatch samples, @Nullable TrialTrace trace) {
    offered++;
    byte[] bytes =
        TelemetryCodec.encode(
            new TelemetryRecord(
                session.device(),
                session.bootId(),
                session.sessionId(),
                lastSequence + 1,
                counters,
                samples,
                trace));
    offeredBytes += bytes.length;
    if (memoryBytes + bytes.length > limits.memoryBytes()) {
      spoolFull++;
      return OptionalLong.empty();
    }
    lastSequence++;
    memoryBytes += bytes.length;
    Pending batch = new Pending(lastSequence, bytes, samples == null ? 0 : samples.size());
    pending.put(lastSequence, batch);
    waitingSamples += batch.samples;
    return OptionalLong.of(lastSequence);
  }

  /** The next batch to send, encoded, in the order of sequences; the cursor moves past it. */
  public synchronized Optional<byte[]> next() {
    Map.Entry<Long, Pending> next = pending.higherEntry(sentSequence);
    while (next != null) {
      Pending batch = next.getValue();
      Optional<byte[]> bytes = bytesOf(batch);
      sentSequence = batch.sequence;
      if (bytes.isPresent()) {
        resent += sentSequence <= everSentSequence ? 1 : 0;
        everSentSequence = Math.max(everSentSequence, sentSequence);
        return bytes;
      }
      pending.remove(batch.sequence);
      spoolLost++;
      release(batch);
      next = pending.higherEntry(sentSequence);
    }
    return Optional.empty();
  }

  private Optional<byte[]> bytesOf(Pending batch) {
    return batch.bytes != null
        ? Optional.of(batch.bytes)
        : spool.read(batch.spoolOffset, batch.length);
  }

  /** A new stream: everything pending is sent again. */
  public synchronized void rewind() {
    sentSequence = acknowledgedSequence;
  }

  /** Everything up to a sequence is durable; what was acknowledged before changes nothing. */
  public synchronized void acknowledge(long throughSequence) {
    Iterator<Pending> durable = pending.headMap(throughSequence, true).values().iterator();
    while (durable.hasNext()) {
      Pending oldest = durable.next();
      durable.remove();
      acknowledged++;
      acknowledgedSequence = oldest.sequence;
      release(oldest);
    }
    sentSequence = Math.max(sentSequence, acknowledgedSequence);
  }

  /**
   * Moves the oldest batches from memory to the spool, a little at a time, until memory holds no
   * more than it should.
   *
   * @return whether there is more to move
   */
  public boolean spill() {
    List<Pending> oldest = oldestInMemory();
    long before = spooled;
    boolean all = !oldest.isEmpty() && oldest.stream().allMatch(this::spill);
    if (spooled > before) {
      spool.force();
    }
    return all;
  }

  private boolean spill(Pending batch) {
    byte[] bytes = batch.bytes;
    if (bytes == null || !spool.hasRoom(bytes.length)) {
      return false;
    }
    OptionalLong offset = spool.append(bytes);
    if (offset.isEmpty()) {
      return false;
    }
    synchronized (this) {
      batch.spilledTo(offset.getAsLong());
      memoryBytes -= bytes.length;
      spooled++;
    }
    return true;
  }

  public synchronized OutboxCounters counters() {
    return new OutboxCounters(
        offered,
        acknowledged,
        pending.size(),
        spoolFull,
        spoolLost,
        spooled,
        resent,
        spool.failures());
  }

  /** What waits on the disk, and how long more of it can. */
  public synchronized DiskUse.Spool spool(double enduranceSeconds) {
    return new DiskUse.Spool(
        spool.sizeBytes(),
        limits.spoolBytes(),
        enduranceSeconds,
        spoolFull + spoolLost,
        OptionalLong.of(waitingSamples));
  }

  /**
   * How long telemetry can still wait.
   *
   * @param sinceSeconds how long it has been offered here
   */
  public synchronized Endurance endurance(double sinceSeconds) {
    boolean diskRefuses = spool.failures() > 0;
    return new Endurance(
        limits.memoryBytes() - memoryBytes,
        diskRefuses ? 0 : Math.max(0, limits.spoolBytes() - spool.sizeBytes()),
        sinceSeconds > 0 ? offeredBytes / sinceSeconds : 0);
  }

  private synchronized List<Pending> oldestInMemory() {
    List<Pending> oldest = new ArrayList<>();
    long excess = Math.min(memoryBytes - limits.keptInMemoryBytes(), SPILL_AT_ONCE_BYTES);
    Iterator<Pending> batches = pending.values().iterator();
    while (excess > 0 && batches.hasNext()) {
      Pending batch = batches.next();
      if (batch.bytes != null) {
        oldest.add(batch);
        excess -= batch.length;
      }
    }
    return oldest;
  }

  private void release(Pending batch) {
    waitingSamples -= batch.samples;
    if (batch.bytes != null) {
      memoryBytes -= batch.length;
      return;
    }
    spooled--;
    if (spooled == 0) {
      spool.clear();
    }
  }

  /** Leaves what is in the spool to the next life; what is in memory alone is lost. */
  @Override
  public void close() {
    spool.close();
  }

  /** Gives up what is in the spool: it is lost. */
  public synchronized void discard() {
    spoolLost += pending.size();
    pending.clear();
    waitingSamples = 0;
    spooled = 0;
    spool.clear();
    spool.close();
  }

  /** A batch that waits: in memory, or in the spool. */
  private static final class Pending {

    private final long sequence;
    private final int length;
    private final int samples;
    private byte @Nullable [] bytes;
    private long spoolOffset;

    Pending(long sequence, byte[] bytes, int samples) {
      this.sequence = sequence;
      this.length = bytes.length;
      this.samples = samples;
      this.bytes = bytes;
    }

    Pending(SpoolScan.Entry entry) {
      this.sequence = entry.sequence();
      this.length = entry.length();
      this.samples = 0; // of an earlier life: nobody has counted them
      this.spoolOffset = entry.offset();
    }

    void spilledTo(long offset) {
      spoolOffset = offset;
      bytes = null;
    }
  }
}
