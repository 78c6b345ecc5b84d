package dev.hamlet.coordinator.ingest;

import java.util.Optional;

/**
 * Says which telemetry streams are let in. Called on a gRPC thread: answers from memory, at once.
 */
@FunctionalInterface
public interface StreamAdmission {

  /**
   * Why a stream is refused, as a sentence for the operator of that device; empty if it is let in.
   *
   * @param device the device that the stream says it speaks for
   * @param bootId epoch of its clock
   * @param sessionId its session
   */
  Optional<String> refusalOf(String device, String bootId, String sessionId);
}
