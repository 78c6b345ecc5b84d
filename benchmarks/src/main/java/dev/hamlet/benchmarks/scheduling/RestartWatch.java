package dev.hamlet.benchmarks.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;

/** The greatest growth over one second of what is looked at again and again. */
final class RestartWatch {

  private static final long SECOND_NS = 1_000_000_000;

  private record Look(long atNs, double value) {}

  private final Deque<Look> lastSecond = new ArrayDeque<>();
  private double most;

  /** At this time it is this much; times do not decrease. */
  void look(long atNs, double value) {
    lastSecond.add(new Look(atNs, value));
    while (lastSecond.element().atNs() < atNs - SECOND_NS) {
      lastSecond.remove();
    }
    most = Math.max(most, value - lastSecond.element().value());
  }

  double most() {
    return most;
  }
}
