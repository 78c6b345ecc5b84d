package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.wire.TelemetryRecord;

/**
 * Hears of every record once, after it is durable, per device in the order of its sequence.
 *
 * <p>Threads: called on the log-writer thread, which everything waits for; returns at once and
 * throws nothing.
 */
@FunctionalInterface
public interface TelemetryListener {

  /**
   * A record is durable.
   *
   * @param receivedNs when it arrived, coordinator monotonic ns
   */
  void recorded(TelemetryRecord record, long receivedNs);
}
