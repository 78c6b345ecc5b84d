package dev.hamlet.coordinator.ingest;

/**
 * Counts what telemetry streams bring, per device.
 *
 * <p>Identity, once all streams are at rest: {@code received = accepted + duplicate + rejected}.
 * Accepted means durable. {@code gaps} counts sequences that an agent no longer had, {@code
 * refusedStreams} streams that were never let in (their batches are not counted).
 *
 * <p>Threads: called from gRPC threads and from the log-writer thread; blocks nobody.
 */
public interface IngestMetrics {

  /** A batch arrived. */
  void received(String device, int bytes);

  /** A batch is durable. */
  void accepted(String device, int samples, int bytes);

  /** A batch was there already. */
  void duplicate(String device);

  /**
   * A batch was refused: malformed (then it is lost for good), out of order, of another device, or
   * the disk is full.
   */
  void rejected(String device);

  /** Sequences that the agent no longer had: lost for good. */
  void gap(String device, long sequences);

  /** A stream was not let in. */
  void refusedStream();

  /** A batch took this long from its arrival to durability. */
  void committed(String device, long durationNs);
}
