package dev.hamlet.common.worker.serve;

/** Told whenever the worker starts or stops computing. */
@FunctionalInterface
public interface Activity {

  /** Nobody listens. */
  Activity NONE = (monotonicNs, levelMilli) -> {};

  /**
   * The level changes.
   *
   * @param monotonicNs when
   * @param levelMilli 1000 x busy threads from then on; 0 for idle
   */
  void publish(long monotonicNs, int levelMilli);
}
