package dev.hamlet.common.worker.serve;

/** The CPU that this thread runs on. */
interface HostCpu {

  /** Its clock now, in Hz; takes some hundred microseconds. */
  double clockHz();

  /**
   * Computes, without an end of its own, until a time.
   *
   * @return the time then, monotonic ns, not before
   */
  long spinUntil(long monotonicNs);
}
