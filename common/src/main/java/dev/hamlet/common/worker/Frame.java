package dev.hamlet.common.worker;

/**
 * One frame of the worker protocol, not yet understood.
 *
 * <p>Immutable by agreement: nobody writes to the arrays.
 *
 * @param type code of the message, 0 .. 255
 * @param header JSON object in UTF-8
 * @param tail raw little-endian numbers; empty for most messages
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes of spans; never compared
public record Frame(int type, byte[] header, byte[] tail) {

  /** Refuses a type that does not fit into a byte. */
  public Frame {
    if (type < 0 || type > 255) {
      throw new IllegalArgumentException("frame type " + type + " is not in 0 .. 255");
    }
  }
}
