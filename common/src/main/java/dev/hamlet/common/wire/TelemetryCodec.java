package dev.hamlet.common.wire;

import com.google.protobuf.CodedInputStream;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.TelemetryBatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Telemetry records as bytes: the encoded {@code TelemetryBatch} message, for whoever keeps records
 * without seeing messages (the telemetry log, the agent's spool). Stateless; safe from any thread.
 */
public final class TelemetryCodec {

  private TelemetryCodec() {}

  /** The bytes of a record. */
  public static byte[] encode(TelemetryRecord record) {
    return TelemetryMapping.toMessage(record).toByteArray();
  }

  /**
   * The record of bytes that {@link #encode} made; checked like anything from the wire.
   *
   * @throws HamletException if the bytes are no telemetry batch, or break a bound
   */
  public static TelemetryRecord decode(ByteBuffer bytes) {
    try {
      return TelemetryMapping.fromMessage(
          TelemetryBatch.parseFrom(CodedInputStream.newInstance(bytes)));
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.DATA_LOSS, "The bytes are not a telemetry batch: " + e.getMessage(), e);
    }
  }
}
