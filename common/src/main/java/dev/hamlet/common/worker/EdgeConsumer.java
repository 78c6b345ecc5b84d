package dev.hamlet.common.worker;

/** Receives the edges of a device's activity, in the order they were published. */
@FunctionalInterface
public interface EdgeConsumer {

  /**
   * The activity changed.
   *
   * @param monotonicNs when, device monotonic ns; as the writer stamped it, so not checked to grow
   * @param levelMilli level from then on: 1000 x busy threads, 0 for idle
   */
  void edge(long monotonicNs, int levelMilli);
}
