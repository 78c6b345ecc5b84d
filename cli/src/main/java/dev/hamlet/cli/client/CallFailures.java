package dev.hamlet.cli.client;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** From a call's status to a sentence: the coordinator's own words where it sent any. */
final class CallFailures {

  private CallFailures() {}

  static HamletException of(StatusRuntimeException failed, Peer peer) {
    Optional<String> unprotected = peer.security().sentence(failed, peer.address().toString());
    if (unprotected.isPresent()) {
      return new HamletException(ErrorCode.UNAVAILABLE, unprotected.get(), failed);
    }
    if (neverArrived(failed.getStatus())) {
      return new HamletException(
          ErrorCode.UNAVAILABLE,
          "no coordinator answers at "
              + peer.address()
              + ": start one with `hamlet coordinator`, or name another with --coordinator",
          failed);
    }
    return StatusMapping.fromStatus(failed);
  }

  /** A cause never crosses the wire, so a status that has one was made on this side. */
  private static boolean neverArrived(Status status) {
    return status.getCode() == Status.Code.DEADLINE_EXCEEDED
        || (status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null);
  }
}
