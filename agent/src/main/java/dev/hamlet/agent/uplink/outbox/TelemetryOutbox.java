package dev.hamlet.agent.uplink.outbox;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.wire.TelemetryCodec;
import dev.hamlet.common.wire.TelemetryRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry of the session that is not yet acknowledged, under one sequence without holes.
 *
 * <pre>
 *   acknowledged | pending: sent, waiting for the acknowledgement | pending: not sent | next offer
 *                ^ oldest (in the spool after a long cut)         ^ cursor
 * </pre>
 *
 * <p>What finds memory full is dropped before it gets a sequence and counted as {@code spoolFull}:
 * older batches belong to trials that are already measured, so the newest is the one to lose.
 *
 * <p>Threads: {@link #offer} on any; all else on the link's thread.
 */
public final class TelemetryOutbox implements AutoCloseable {

  /** Spilled in one go: little enough to be over long before the next burst. */
  private static final int SPILL_AT_ONCE_BYTES = 1 << 20;

  private final SessionIdentity session;
  private final OutboxLimits limits;
  private final Spool spool;

  /** By sequence, oldest first: a whole run of sequences from acknowledged + 1 to lastSequence. */
  private final Map<Long, Pending> pending = new LinkedHashMap<>();

  private final Map<String, SamplingCounters> counters = new HashMap<>();
  private long lastSequence;
  private long sentSequence;
  private long everSentSequence;
  private long memoryBytes;
  private long spooled;
  private long offered;
  private long acknowledged;
  private long spoolFull;
  private long resent;

  /**
   * An empty outbox.
   *
   * @param spoolFile where batches go after a long cut; its folder must exist by then
   */
  public TelemetryOutbox(SessionIdentity session, OutboxLimits limits, Path spoolFile) {
    this.session = session;
    this.limits = limits;
    this.spool = new Spool(spoolFile, limits.spoolBytes());
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
    if (memoryBytes + bytes.length > limits.memoryBytes()) {
      spoolFull++;
      return OptionalLong.empty();
    }
    lastSequence++;
    memoryBytes += bytes.length;
    pending.put(lastSequence, new Pending(lastSequence, bytes));
    return OptionalLong.of(lastSequence);
  }

  /** The next batch to send, encoded, in the order of sequences; the cursor moves past it. */
  public synchronized Optional<byte[]> next() {
    Pending batch = pending.get(sentSequence + 1);
    if (batch == null) {
      return Optional.empty();
    }
    sentSequence = batch.sequence;
    resent += sentSequence <= everSentSequence ? 1 : 0;
    everSentSequence = Math.max(everSentSequence, sentSequence);
    byte[] bytes = batch.bytes;
    return Optional.of(bytes != null ? bytes : spool.read(batch.spoolOffset, batch.length));
  }

  /** A new stream: everything pending is sent again. */
  public synchronized void rewind() {
    sentSequence = acknowledged;
  }

  /** Everything up to a sequence is durable; what was acknowledged before changes nothing. */
  public synchronized void acknowledge(long throughSequence) {
    for (Pending oldest = pending.get(acknowledged + 1);
        oldest != null && oldest.sequence <= throughSequence;
        oldest = pending.get(acknowledged + 1)) {
      pending.remove(oldest.sequence);
      acknowledged++;
      release(oldest);
    }
    sentSequence = Math.max(sentSequence, acknowledged);
  }

  /**
   * Moves the oldest batches from memory to the spool, a little at a time, until memory holds no
   * more than it should.
   *
   * @return whether there is more to move
   */
  public boolean spill() {
    List<Pending> oldest = oldestInMemory();
    for (Pending batch : oldest) {
      byte[] bytes = batch.bytes;
      if (bytes == null || !spool.hasRoom(bytes.length)) {
        return false;
      }
      long offset = spool.append(bytes);
      synchronized (this) {
        batch.spilledTo(offset);
        memoryBytes -= bytes.length;
        spooled++;
      }
    }
    return !oldest.isEmpty();
  }

  public synchronized OutboxCounters counters() {
    return new OutboxCounters(offered, acknowledged, pending.size(), spoolFull, spooled, resent);
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
    if (batch.bytes != null) {
      memoryBytes -= batch.length;
      return;
    }
    spooled--;
    if (spooled == 0) {
      spool.clear();
    }
  }

  @Override
  public void close() {
    spool.close();
  }

  /** A batch that waits: in memory, or in the spool. */
  private static final class Pending {

    private final long sequence;
    private final int length;
    private byte @Nullable [] bytes;
    private long spoolOffset;

    Pending(long sequence, byte[] bytes) {
      this.sequence = sequence;
      this.length = bytes.length;
      this.bytes = bytes;
    }

    void spilledTo(long offset) {
      spoolOffset = offset;
      bytes = null;
    }
  }
}
