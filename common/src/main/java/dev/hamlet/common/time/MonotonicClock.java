package dev.hamlet.common.time;

/**
 * A clock that only goes forward.
 *
 * <p>Nanoseconds of the device's CLOCK_MONOTONIC; the epoch is the boot of the device. All
 * processes of one device share it, so stamps of agent and worker may be compared. A stamp must
 * never be compared with one of another device, of another boot, or of a wall clock.
 */
@FunctionalInterface
public interface MonotonicClock {

  /** The stamp of now, in ns. Never blocks, never allocates; safe to call from any thread. */
  long monotonicNs();
}
