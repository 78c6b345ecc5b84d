package dev.hamlet.coordinator.telemetry.segment;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.wire.TelemetryRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What the index needs to know of a frame, so that its payload need not be decoded at open. */
public sealed interface LogEntry {

  /** Session that the frame belongs to. */
  String session();

  /** Samples of one group. */
  record Samples(
      String session, long sequence, String boot, String group, long firstNs, long lastNs)
      implements LogEntry {}

  /** The trace of a trial. */
  record Trace(String session, long sequence, String cell, int trialNumber, long fencingToken)
      implements LogEntry {}

  /** Everything of the session up to a sequence is settled; such a frame has no payload. */
  record Watermark(String session, long through) implements LogEntry {}

  /** The entry of a record. */
  static LogEntry of(TelemetryRecord record) {
    SampleBatch samples = record.samples();
    if (samples != null) {
      long[] stamps = samples.monotonicNs();
      return new Samples(
          record.sessionId(),
          record.sequence(),
          record.bootId(),
          samples.group(),
          stamps[0],
          stamps[stamps.length - 1]);
    }
    TrialTrace trace = Objects.requireNonNull(record.trace());
    return new Trace(
        record.sessionId(),
        record.sequence(),
        trace.cellId(),
        trace.trialNumber(),
        trace.fencingToken());
  }

  /** As bytes: a kind, then the components in order. */
  default byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (this instanceof Samples samples) {
        out.writeByte('S');
        out.writeUTF(samples.session);
        out.writeLong(samples.sequence);
        out.writeUTF(samples.boot);
        out.writeUTF(samples.group);
        out.writeLong(samples.firstNs);
        out.writeLong(samples.lastNs);
      } else if (this instanceof Trace trace) {
        out.writeByte('T');
        out.writeUTF(trace.session);
        out.writeLong(trace.sequence);
        out.writeUTF(trace.cell);
        out.writeInt(trace.trialNumber);
        out.writeLong(trace.fencingToken);
      } else if (this instanceof Watermark watermark) {
        out.writeByte('W');
        out.writeUTF(watermark.session);
        out.writeLong(watermark.through);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refuses bytes", e);
    }
    return bytes.toByteArray();
  }

  /** The entry of bytes that {@link #encoded} made. */
  static LogEntry read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    String session = in.readUTF();
    return switch (kind) {
      case 'S' ->
          new Samples(
              session, in.readLong(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
      case 'T' -> new Trace(session, in.readLong(), in.readUTF(), in.readInt(), in.readLong());
      case 'W' -> new Watermark(session, in.readLong());
      default -> throw new IOException("unknown kind of frame " + kind);
    };
  }
}
