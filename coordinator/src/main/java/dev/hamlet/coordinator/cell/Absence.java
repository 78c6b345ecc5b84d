package dev.hamlet.coordinator.cell;

import java.time.Duration;

/**
 * Notices that this process was away: frozen, starved, or waiting for its disk. What it did not
 * hear meanwhile was not unsaid, as after a restart. Loop only.
 */
final class Absence {

  /** Ticks come about twice a second; a gap of this length is no jitter. */
  static final Duration NOTICED = Duration.ofSeconds(10);

  private long lastTickNs;

  /** Present from now on. */
  Absence(long nowNs) {
    lastTickNs = nowNs;
  }

  /** How long it was away before this tick; zero if it was not. */
  Duration beforeTick(long nowNs) {
    Duration gap = Duration.ofNanos(nowNs - lastTickNs);
    lastTickNs = nowNs;
    return gap.compareTo(NOTICED) >= 0 ? gap : Duration.ZERO;
  }
}
