package dev.hamlet.agent.batch;

import dev.hamlet.common.power.SampleBatch;

/** Where finished sample batches go. */
@FunctionalInterface
public interface BatchSink {

  /** Takes a batch over. Must not block for long: the ring behind the batcher is bounded. */
  void accept(SampleBatch batch);
}
