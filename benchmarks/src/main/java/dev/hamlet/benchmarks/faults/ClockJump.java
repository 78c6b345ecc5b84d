package dev.hamlet.benchmarks.faults;

import java.util.Locale;

/**
 * A clock that is set forward, of which nobody tells.
 *
 * @param ofMeter the meter's clock, else the coordinator's
 * @param atSeconds when, from the start of the burst
 * @param sizeNs by how much
 */
record ClockJump(boolean ofMeter, double atSeconds, long sizeNs) {

  /** By how much a clock is ahead at a moment because of it. */
  long aheadNs(boolean meter, long sinceBurstNs) {
    return meter == ofMeter && sinceBurstNs >= atSeconds * 1e9 ? sizeNs : 0;
  }

  /** For people. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%s clock %.3f s forward at %.2f s of the burst",
        ofMeter ? "the meter's" : "the coordinator's",
        sizeNs * 1e-9,
        atSeconds);
  }
}
