package dev.hamlet.common.worker;

import java.io.IOException;

/** The other side of the socket does not speak the worker protocol. */
public final class FrameException extends IOException {

  /** What was wrong with its bytes, in one sentence. */
  public FrameException(String message) {
    super(message);
  }

  /** With the cause, for the log. */
  public FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
