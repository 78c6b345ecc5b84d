package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The durable, per device ordered record of everything that a figure is made of.
 *
 * <p>Threads: all methods may be called from any thread. Only {@link #append} waits for the disk.
 */
public interface TelemetryLog extends AutoCloseable {

  /**
   * Makes records durable, in order. Records that the log has already (same device, session and
   * sequence) are dropped and counted as duplicates. Returns after they are on the disk.
   */
  void append(List<TelemetryRecord> records);

  /** Highest sequence s of the session such that 1 .. s are all durable; 0 if none is. */
  long durableThrough(String device, String sessionId);

  /** Completes when {@link #durableThrough} reaches the sequence; at once if it has. */
  CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence);

  /** The trace of a trial, as its agent sent it under that fencing token. */
  Optional<TrialTrace> trace(String device, String cellId, int trialNumber, long fencingToken);

  /**
   * Sample batches of all groups of a device that overlap a window, in the order of their stamps
   * per group.
   *
   * @param bootId epoch that the window's stamps belong to
   * @param window device monotonic ns
   */
  List<SampleBatch> samples(String device, String bootId, TimeInterval window);

  @Override
  void close();
}
