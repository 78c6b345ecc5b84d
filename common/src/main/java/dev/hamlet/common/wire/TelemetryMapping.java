package dev.hamlet.common.wire;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.proto.v1.TelemetryBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps telemetry between values and messages, bounds checked.
 *
 * <p>What comes in is never trusted: lengths, counts, orders and overflows are checked, and what is
 * wrong is refused with a {@link dev.hamlet.common.error.HamletException} whose sentence names the
 * field. Stateless; safe from any thread.
 */
public final class TelemetryMapping {

  private TelemetryMapping() {}

  /** The message of a record. */
  public static TelemetryBatch toMessage(TelemetryRecord record) {
    TelemetryBatch.Builder message =
        TelemetryBatch.newBuilder()
            .setDevice(record.device())
            .setBootId(record.bootId())
            .setSessionId(record.sessionId())
            .setSequence(record.sequence());
    record
        .counters()
        .forEach(
            (group, counters) -> message.addCounters(CountersMapping.toMessage(group, counters)));
    if (record.samples() != null) {
      message.setSamples(SampleMapping.toMessage(record.samples()));
    }
    if (record.trace() != null) {
      message.setTrace(TraceMapping.toMessage(record.trace()));
    }
    return message.build();
  }

  /** The record of a message, or a refusal. */
  public static TelemetryRecord fromMessage(TelemetryBatch message) {
    Bounds.name("device", message.getDevice());
    Bounds.name("boot_id", message.getBootId());
    Bounds.name("session_id", message.getSessionId());
    Bounds.check(message.getSequence() > 0, "has sequence %d", message.getSequence());
    Map<String, SamplingCounters> counters = countersOf(message);
    return switch (message.getPayloadCase()) {
      case SAMPLES -> {
        String group = message.getSamples().getGroup();
        SamplingCounters own = counters.getOrDefault(group, SamplingCounters.NONE);
        yield record(message, counters, SampleMapping.fromMessage(message.getSamples(), own), null);
      }
      case TRACE -> record(message, counters, null, TraceMapping.fromMessage(message.getTrace()));
      case PAYLOAD_NOT_SET -> throw Bounds.refusal("holds neither samples nor a trace");
    };
  }

  private static TelemetryRecord record(
      TelemetryBatch message,
      Map<String, SamplingCounters> counters,
      @Nullable SampleBatch samples,
      @Nullable TrialTrace trace) {
    return new TelemetryRecord(
        message.getDevice(),
        message.getBootId(),
        message.getSessionId(),
        message.getSequence(),
        counters,
        samples,
        trace);
  }

  private static Map<String, SamplingCounters> countersOf(TelemetryBatch message) {
    Bounds.count("counters", message.getCountersCount(), Bounds.MAX_GROUPS);
    Map<String, SamplingCounters> counters = new LinkedHashMap<>();
    message
        .getCountersList()
        .forEach(one -> counters.put(one.getGroup(), CountersMapping.fromMessage(one)));
    return counters;
  }
}
