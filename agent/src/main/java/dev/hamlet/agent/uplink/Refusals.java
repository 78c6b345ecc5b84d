package dev.hamlet.agent.uplink;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import io.grpc.Status;
import java.util.Optional;

/** Tells the failures that no retry cures from all others. */
final class Refusals {

  private Refusals() {}

  /** The failure that ends the agent, if the coordinator's answer is one. */
  static Optional<HamletException> of(Status status) {
    String description = status.getDescription();
    String sentence = description == null ? "the coordinator refused this agent" : description;
    if (status.getCode() == Status.Code.FAILED_PRECONDITION) {
      return Optional.of(new HamletException(ErrorCode.PRECONDITION, sentence));
    }
    if (status.getCode() == Status.Code.ALREADY_EXISTS) {
      return Optional.of(new HamletException(ErrorCode.ALREADY_EXISTS, sentence));
    }
    return Optional.empty();
  }
}
