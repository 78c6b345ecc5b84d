package dev.hamlet.benchmarks.peers;

/** An energy counter that a poller adds to: value times the time since its last poll. */
final class Counter {

  private final Readings readings;
  private final long periodNs;
  private final long phaseNs;

  Counter(Readings readings, long periodNs, long phaseNs) {
    this.readings = readings;
    this.periodNs = periodNs;
    this.phaseNs = phaseNs;
  }

  /** The last poll at or before a moment. */
  long lastPollAt(long atNs) {
    return atNs - Math.floorMod(atNs - phaseNs, periodNs);
  }

  /** The poll nearest to a moment. */
  long nearestPollTo(long atNs) {
    return lastPollAt(atNs + periodNs / 2);
  }

  /** What the polls after the first one up to the last one add. */
  double joules(long firstPollNs, long lastPollNs) {
    double joules = 0;
    for (long ns = firstPollNs + periodNs; ns <= lastPollNs; ns += periodNs) {
      joules += readings.wattsAt(ns) * periodNs * 1e-9;
    }
    return joules;
  }
}
