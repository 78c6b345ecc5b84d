package dev.hamlet.twin.thermal;

import java.util.concurrent.TimeUnit;

/**
 * When software takes clocks off, and when the board protects itself.
 *
 * @param tripC from here on each look raises the cooling state by one
 * @param releaseC below this each look lowers it by one
 * @param shutdownC here the board switches itself off
 * @param periodNs time between two looks
 * @param highestState greatest cooling state
 */
public record Throttling(
    double tripC, double releaseC, double shutdownC, long periodNs, int highestState) {

  /**
   * Shutdown as L4T documents it. Trip, release and period of a real TX2 are not known: chosen, to
   * be read from a board's trip points.
   */
  public static final Throttling DEFAULT =
      new Throttling(95.5, 90, 101.5, TimeUnit.MILLISECONDS.toNanos(500), 6);

  /** Refuses limits out of order. */
  public Throttling {
    if (!(releaseC <= tripC && tripC < shutdownC) || periodNs <= 0 || highestState < 0) {
      throw new IllegalArgumentException(
          "release <= trip < shutdown needed: " + releaseC + ", " + tripC + ", " + shutdownC);
    }
  }

  /** The same with another software trip; released 5.5 kelvin below. */
  public Throttling withTripC(double celsius) {
    return new Throttling(celsius, celsius - 5.5, shutdownC, periodNs, highestState);
  }

  /** The cooling state after a look. */
  public int next(int state, double temperatureC) {
    if (temperatureC >= tripC) {
      return Math.min(state + 1, highestState);
    }
    return temperatureC < releaseC ? Math.max(state - 1, 0) : state;
  }
}
