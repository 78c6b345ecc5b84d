package dev.hamlet.benchmarks.clock;

import java.util.Locale;

/** What happens to the clocks of a run, beside drift, wander, delays and lost heartbeats. */
enum ClockScenario {
  /** Nothing. */
  QUIET(0, 0, 0),
  /** The link is cut once, for one to five minutes. */
  CUT(0, 0, 0),
  /** One to three suspends of 0.1 s to 10 min, of either side. */
  SUSPENDS(3, 0.1e9, 600e9),
  /** One to three suspends of 2 to 25 ms: the delays hide them, the hosts' uptimes do not. */
  SHORT_SUSPENDS(3, 2e6, 25e6),
  /** One to three steps of 25 ms to 10 s, of either clock, of which no host tells. */
  STEPS(3, 25e6, 10e9),
  /**
   * One step of 2 to 25 ms of which no host tells: the delays hide it for a while, or for ever. A
   * stop of a virtual machine is like that; nothing on a board is.
   */
  UNSEEN_STEPS(1, 2e6, 25e6);

  private final int mostEvents;
  private final double leastNs;
  private final double greatestNs;

  ClockScenario(int mostEvents, double leastNs, double greatestNs) {
    this.mostEvents = mostEvents;
    this.leastNs = leastNs;
    this.greatestNs = greatestNs;
  }

  /** Whether clocks stand still, as in a suspend; else they are set forward. */
  boolean suspends() {
    return this == SUSPENDS || this == SHORT_SUSPENDS;
  }

  int mostEvents() {
    return mostEvents;
  }

  double leastNs() {
    return leastNs;
  }

  double greatestNs() {
    return greatestNs;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
