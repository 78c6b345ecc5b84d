package dev.hamlet.agent.sampling;

/** Told how late each read began, for histograms. */
@FunctionalInterface
public interface LatenessListener {

  /** Listens to nothing. */
  LatenessListener NONE = latenessNs -> {};

  /**
   * A read began so long after its deadline. Called on the sampling thread: must not allocate, lock
   * or block.
   */
  void onRead(long latenessNs);
}
