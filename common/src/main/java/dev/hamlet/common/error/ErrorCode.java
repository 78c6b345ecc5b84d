package dev.hamlet.common.error;

/**
 * Kinds of failure. Each maps to one gRPC status on the wire and to one exit code of the command
 * line.
 */
public enum ErrorCode {
  /** The user's input is wrong; mending it helps. */
  INVALID_INPUT,
  /** A thing that was named does not exist. */
  NOT_FOUND,
  /** Another holder has it already. */
  ALREADY_EXISTS,
  /** Two programs do not fit together, or a state forbids the request. */
  PRECONDITION,
  /** The other side cannot be reached; trying again may help. */
  UNAVAILABLE,
  /** Bytes are not what their hash says. */
  DATA_LOSS,
  /** A file, a port or a disk refuses. */
  RESOURCE,
  /** A worker or its model failed. */
  WORKER,
  /** A defect of Hamlet. */
  INTERNAL
}
