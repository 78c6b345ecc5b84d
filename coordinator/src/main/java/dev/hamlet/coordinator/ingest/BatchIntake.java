package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryHello;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts the batches of one stream: whose they are, whether they come in order, and whether they can
 * be read.
 *
 * <p>Not safe for threads: a stream's messages come one after another.
 */
final class BatchIntake {

  private static final Logger LOG = LoggerFactory.getLogger(BatchIntake.class);

  /** Where batches go. */
  interface Sink {

    /** One for the log. */
    void queue(ReceivedRecord received);

    /** One that is durable already: the client is told so. */
    void duplicate(TelemetryBatch batch);
  }

  private final TelemetryHello hello;
  private final SequenceGate gate;
  private final IngestMetrics metrics;
  private final MonotonicClock clock;
  private final Sink sink;

  /**
   * @param hello whose batches they must be
   * @param durableThrough what the log has of the session
   */
  BatchIntake(
      TelemetryHello hello,
      long durableThrough,
      IngestMetrics metrics,
      MonotonicClock clock,
      Sink sink) {
    this.hello = hello;
    this.gate = new SequenceGate(durableThrough);
    this.metrics = metrics;
    this.clock = clock;
    this.sink = sink;
  }

  /**
   * Takes a batch.
   *
   * @throws HamletException if it ends the stream
   */
  void take(TelemetryBatch batch) {
    metrics.received(hello.getDevice(), batch.getSerializedSize());
    try {
      sort(batch);
    } catch (RuntimeException e) {
      metrics.rejected(hello.getDevice());
      throw e;
    }
  }

  private void sort(TelemetryBatch batch) {
    requireOwn(batch);
    TelemetryRecord record;
    try {
      record = TelemetryMapping.fromMessage(batch);
    } catch (RuntimeException unreadable) {
      giveUp(batch, unreadable);
      return;
    }
    long expected = gate.expected();
    switch (gate.accept(record.sequence())) {
      case NEXT -> sink.queue(received(record, 0, batch));
      case NEXT_AFTER_LOSS -> {
        metrics.gap(record.device(), record.sequence() - expected);
        sink.queue(received(record, record.sequence() - 1, batch));
      }
      case DUPLICATE -> duplicate(batch);
      case OUT_OF_ORDER -> throw outOfOrder(batch, expected);
    }
  }

  /**
   * A batch that cannot be read never will be: asking for it again would stop the device's
   * telemetry for good. Its sequence is declared lost, so trials that need it have a hole and are
   * invalid.
   */
  private void giveUp(TelemetryBatch batch, RuntimeException unreadable) {
    long expected = gate.expected();
    switch (gate.accept(batch.getSequence())) {
      case NEXT -> lost(batch, unreadable);
      case NEXT_AFTER_LOSS -> {
        metrics.gap(batch.getDevice(), batch.getSequence() - expected);
        lost(batch, unreadable);
      }
      case DUPLICATE -> duplicate(batch);
      case OUT_OF_ORDER -> throw outOfOrder(batch, expected);
    }
  }

  private void lost(TelemetryBatch batch, RuntimeException unreadable) {
    LOG.warn(
        "{} cannot be read and is lost; trials that need it will be invalid",
        BatchName.of(batch),
        unreadable);
    sink.queue(
        new ReceivedRecord(
            batch.getDevice(),
            batch.getSessionId(),
            null,
            batch.getSequence(),
            batch.getSerializedSize(),
            clock.monotonicNs()));
  }

  private void duplicate(TelemetryBatch batch) {
    metrics.duplicate(batch.getDevice());
    sink.duplicate(batch);
  }

  private static HamletException outOfOrder(TelemetryBatch batch, long expected) {
    return new HamletException(
        ErrorCode.PRECONDITION,
        "Batch %d of session %s came where %d was expected; connect again and send from there."
            .formatted(batch.getSequence(), batch.getSessionId(), expected));
  }

  private void requireOwn(TelemetryBatch batch) {
    if (!batch.getDevice().equals(hello.getDevice())
        || !batch.getBootId().equals(hello.getBootId())
        || !batch.getSessionId().equals(hello.getSessionId())) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT,
          "A batch of device %s, boot %s, session %s came on the stream of device %s, boot %s, session %s."
              .formatted(
                  batch.getDevice(),
                  batch.getBootId(),
                  batch.getSessionId(),
                  hello.getDevice(),
                  hello.getBootId(),
                  hello.getSessionId()));
    }
  }

  private ReceivedRecord received(TelemetryRecord record, long lostThrough, TelemetryBatch batch) {
    return ReceivedRecord.of(record, lostThrough, batch.getSerializedSize(), clock.monotonicNs());
  }
}
