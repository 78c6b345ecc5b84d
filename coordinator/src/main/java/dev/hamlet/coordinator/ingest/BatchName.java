package dev.hamlet.coordinator.ingest;

import dev.hamlet.proto.v1.SampleColumns;
import dev.hamlet.proto.v1.TelemetryBatch;

/** Names a batch for people: which one it is, and as far as can be told what it covers. */
final class BatchName {

  private BatchName() {}

  static String of(TelemetryBatch batch) {
    return "telemetry batch %d of device %s, session %s (%s)"
        .formatted(batch.getSequence(), batch.getDevice(), batch.getSessionId(), content(batch));
  }

  private static String content(TelemetryBatch batch) {
    return switch (batch.getPayloadCase()) {
      case SAMPLES -> samples(batch.getSamples());
      case TRACE ->
          "trace of cell %s, trial %d"
              .formatted(batch.getTrace().getCellId(), batch.getTrace().getTrialNumber());
      case PAYLOAD_NOT_SET -> "empty";
    };
  }

  private static String samples(SampleColumns samples) {
    long firstNs = samples.getFirstMonotonicNs();
    long lastNs = firstNs + samples.getDeltaNsList().stream().mapToLong(Long::longValue).sum();
    return "samples of group %s from %d to %d ns monotonic"
        .formatted(samples.getGroup(), firstNs, lastNs);
  }
}
