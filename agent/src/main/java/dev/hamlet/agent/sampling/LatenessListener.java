package dev.hamlet.agent.sampling;

/** Told how late each read began, for histograms. */
@FunctionalInterface
public interface LatenessListener {

  /** Listens to nothing. */
  LatenessListener NONE = latenessNs -> {};

  /**
   * A read began so long after the deadline that was waited for; more than a period where deadlines
   * were missed. Called on the sampling thread: must not allocate, lock or block.
   */
  void onRead(long latenessNs);
}
