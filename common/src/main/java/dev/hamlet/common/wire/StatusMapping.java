package dev.hamlet.common.wire;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures become gRPC statuses and statuses become failures again. The peer
 * gets the code and a text for people, never the cause.
 */
public final class StatusMapping {

  /** Longest text sent: it travels percent-encoded in a header, which holds 8 KiB in all. */
  private static final int MAX_TEXT = 2_000;

  private StatusMapping() {}

  /** A failure as the status to close a call with. */
  public static StatusRuntimeException toStatus(Throwable failure) {
    if (failure instanceof StatusRuntimeException status) {
      return status;
    }
    if (failure instanceof HamletException expected) {
      return status(code(expected.code()), expected.getMessage(), failure);
    }
    if (failure instanceof InvalidInputException invalid) {
      return status(Status.Code.INVALID_ARGUMENT, invalid.getMessage(), failure);
    }
    return status(
        Status.Code.INTERNAL,
        "a defect (" + failure.getClass().getSimpleName() + "); the other side's log says more",
        failure);
  }

  /** A failed call as an expected failure, with the text that the other side gave. */
  public static HamletException fromStatus(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String text = status.getDescription();
    return new HamletException(
        errorCode(status.getCode()), text == null ? status.getCode().name() : text, failure);
  }

  /** The status code of a kind of failure. */
  public static Status.Code code(ErrorCode code) {
    return switch (code) {
      case INVALID_INPUT -> Status.Code.INVALID_ARGUMENT;
      case NOT_FOUND -> Status.Code.NOT_FOUND;
      case ALREADY_EXISTS -> Status.Code.ALREADY_EXISTS;
      case PRECONDITION -> Status.Code.FAILED_PRECONDITION;
      case UNAVAILABLE -> Status.Code.UNAVAILABLE;
      case DATA_LOSS -> Status.Code.DATA_LOSS;
      case RESOURCE -> Status.Code.RESOURCE_EXHAUSTED;
      case WORKER -> Status.Code.ABORTED;
      case INTERNAL -> Status.Code.INTERNAL;
    };
  }

  /** The kind of failure of a status code; those that Hamlet never sends fall to the nearest. */
  public static ErrorCode errorCode(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> ErrorCode.INVALID_INPUT;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case ALREADY_EXISTS -> ErrorCode.ALREADY_EXISTS;
      case FAILED_PRECONDITION, UNIMPLEMENTED, PERMISSION_DENIED, UNAUTHENTICATED ->
          ErrorCode.PRECONDITION;
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> ErrorCode.UNAVAILABLE;
      case DATA_LOSS -> ErrorCode.DATA_LOSS;
      case RESOURCE_EXHAUSTED -> ErrorCode.RESOURCE;
      case ABORTED -> ErrorCode.WORKER;
      case INTERNAL, UNKNOWN, OK -> ErrorCode.INTERNAL;
    };
  }

  private static StatusRuntimeException status(
      Status.Code code, @Nullable String text, Throwable cause) {
    return code.toStatus().withDescription(bounded(text)).withCause(cause).asRuntimeException();
  }

  private static @Nullable String bounded(@Nullable String text) {
    if (text == null || text.length() <= MAX_TEXT) {
      return text;
    }
    return text.substring(0, MAX_TEXT) + "\n... (" + (text.length() - MAX_TEXT) + " more)";
  }
}
