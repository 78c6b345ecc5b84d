package dev.hamlet.common.time;

/** The wall clock, for display and file names only: it may step, so nothing is measured with it. */
@FunctionalInterface
public interface EpochClock {

  /** Milliseconds since 1970-01-01 UTC. */
  long epochMs();
}
