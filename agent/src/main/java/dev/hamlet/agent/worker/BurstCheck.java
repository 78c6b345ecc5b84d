package dev.hamlet.agent.worker;

import dev.hamlet.agent.worker.ModelWorker.BurstRequest;
import dev.hamlet.agent.worker.ModelWorker.BurstResult;
import dev.hamlet.common.inference.Spans;
import dev.hamlet.common.worker.Reply;
import java.util.Optional;

/** Holds a worker to what it was asked: enough inferences, all of them since the request. */
final class BurstCheck {

  private BurstCheck() {}

  /** The result; empty if it cannot be true. */
  static Optional<BurstResult> result(
      BurstRequest request, Reply.Burst reply, int classes, long sentNs, long receivedNs) {
    Spans spans = reply.spans();
    if (spans.size() < Math.max(1, request.leastInferences())) {
      return Optional.empty();
    }
    long startNs = spans.startNs()[0];
    long endNs = spans.endNs()[spans.size() - 1];
    boolean possible =
        startNs >= sentNs
            && endNs <= receivedNs
            && endNs - startNs >= request.leastDurationNs()
            && reply.prediction() >= 0
            && reply.prediction() <= classes;
    return possible
        ? Optional.of(new BurstResult(spans, startNs, endNs, reply.prediction()))
        : Optional.empty();
  }
}
