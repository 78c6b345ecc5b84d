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
 * <p>Threads: all methods may be called from any thread. Only {@link #append} and {@link
 * #declareLost} wait for the disk to have written.
 */
public interface TelemetryLog extends AutoCloseable {

  /**
   * Makes records durable, in order. Records that the log has already (same device, session and
   * sequence) are dropped and counted as duplicates. Returns after they are on the disk.
   *
   * @return the records that were new, in order
   * @throws dev.hamlet.common.error.HamletException if the disk refuses; then none of the records
   *     is acknowledged, and appending them again is right
   */
  List<TelemetryRecord> append(List<TelemetryRecord> records);

  /**
   * Takes note that the agent no longer has the sequences up to this one, whichever of them the log
   * does not have either: they will never come, and {@link #durableThrough} passes over them. The
   * hole shows in the samples, so a trial that needs them is invalid.
   */
  void declareLost(String device, String sessionId, long throughSequence);

  /**
   * Highest sequence s of the session such that each of 1 .. s is durable or declared lost; 0 if
   * none is.
   */
  long durableThrough(String device, String sessionId);

  /**
   * Completes when {@link #durableThrough} reaches the sequence; at once if it has. Completes on
   * the thread that appends, so what depends on it must not block; exceptionally when the log is
   * closed.
   */
  CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence);

  /**
   * The trace of a trial, as its agent sent it under that fencing token; the last one if it sent
   * several.
   */
  Optional<TrialTrace> trace(String device, String cellId, int trialNumber, long fencingToken);

  /**
   * Sample batches of all groups of a device that overlap a window, in the order of their stamps
   * per group.
   *
   * @param bootId epoch that the window's stamps belong to
   * @param window device monotonic ns, as stamped: a sensor's lag is still in it
   */
  List<SampleBatch> samples(String device, String bootId, TimeInterval window);

  /**
   * Keeps what the device has in the log, whatever the disk budget says, until the hold is closed.
   * Holds of one device add up. Held while an experiment that uses the device is open.
   */
  Hold hold(String device);

  @Override
  void close();

  /** A promise to keep a device's records. */
  @FunctionalInterface
  interface Hold extends AutoCloseable {

    /** Ends the promise; a second call does nothing. */
    @Override
    void close();
  }
}
