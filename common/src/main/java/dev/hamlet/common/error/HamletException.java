package dev.hamlet.common.error;

import org.jspecify.annotations.Nullable;

/**
 * An expected failure: its message names the place and the mend, and a person reads it without a
 * stack trace.
 */
public final class HamletException extends RuntimeException {

  private final ErrorCode code;

  /** Without a cause. */
  public HamletException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** With the cause, for the log. */
  public HamletException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure it is. */
  public ErrorCode code() {
    return code;
  }
}
