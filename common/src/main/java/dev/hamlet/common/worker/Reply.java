package dev.hamlet.common.worker;

import dev.hamlet.common.inference.Spans;
import java.util.Map;

/** What a worker answers. */
public sealed interface Reply {

  /**
   * Answers {@link Request.Hello}.
   *
   * @param protocol version of the protocol that the worker speaks
   * @param runtime kind of worker, for instance {@code tensorflow}
   * @param runtimeVersion version of the runtime
   * @param pid process id of the worker, as it sees itself
   * @param monotonicNs CLOCK_MONOTONIC of the worker while it answers, in ns
   */
  record Hello(int protocol, String runtime, String runtimeVersion, long pid, long monotonicNs)
      implements Reply {}

  /**
   * Answers {@link Request.Load}.
   *
   * @param loadNs time that loading took, without the first inference
   */
  record Load(long loadNs) implements Reply {}

  /**
   * Answers {@link Request.Describe}.
   *
   * @param properties what worker and model are, for people and provenance
   */
  record Describe(Map<String, String> properties) implements Reply {

    /** Copies the properties. */
    public Describe {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * Answers {@link Request.Warm}.
   *
   * @param inferences how many ran
   */
  record Warm(int inferences) implements Reply {}

  /**
   * Answers {@link Request.Burst}.
   *
   * @param spans start and end of each inference, monotonic ns
   * @param prediction class with the highest score; the lowest index wins a tie; the number of
   *     classes if a score is not a number
   */
  record Burst(Spans spans, int prediction) implements Reply {}

  /**
   * Answers {@link Request.Evaluate}.
   *
   * @param classes predicted class of each input, by the same rule
   */
  @SuppressWarnings("ArrayRecordComponent") // thousands of inputs; never compared
  record Evaluate(int[] classes) implements Reply {}

  /** Answers {@link Request.Unload}. */
  record Unload() implements Reply {}

  /**
   * Answers any request that failed.
   *
   * @param message one sentence for a person
   * @param modelFault true if the model or its artifact is to blame, false if the worker or the
   *     board
   */
  record Failure(String message, boolean modelFault) implements Reply {}
}
