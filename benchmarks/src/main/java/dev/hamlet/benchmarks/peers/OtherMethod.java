package dev.hamlet.benchmarks.peers;

import dev.hamlet.common.time.TimeInterval;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How other tools turn readings into the energy of a burst.
 *
 * <p>Those that know no idle power get it from the idle window directly before the burst, as the
 * mean of their own polls, which is kinder than what they do: they report gross energy.
 */
public enum OtherMethod {
  /**
   * Zeus on Jetson: a process polls every 100 ms and adds value x time since the last poll; a
   * window is the difference of the sum as it was at its begin and at its end.
   */
  ZEUS_10HZ(100_300_000) {
    @Override
    double grossJoules(Readings readings, TimeInterval window, long phaseNs) {
      Counter counter = new Counter(readings, periodNs(), phaseNs);
      return counter.joules(
          counter.lastPollAt(window.startNs()), counter.lastPollAt(window.endNs()));
    }
  },
  /**
   * jtop, and the power analyser of MLPerf: one value a second; the mean of those within the window
   * times its length.
   */
  AVERAGE_1HZ(1_000_000_000) {
    @Override
    double grossJoules(Readings readings, TimeInterval window, long phaseNs) {
      double mean = meanOfPolls(readings, window, phaseNs);
      return mean * window.durationSeconds();
    }
  },
  /**
   * opendr's jetson_power: a thread that is started with the work reads, sleeps 1/30 s, and adds
   * value x (interval + duration of the read); from it a constant idle power is taken off, the mean
   * of ten readings over the three seconds before.
   */
  OPENDR_30HZ(33_633_333) {
    @Override
    double grossJoules(Readings readings, TimeInterval window, long phaseNs) {
      double joules = 0;
      for (long ns = window.startNs(); ns < window.endNs(); ns += periodNs()) {
        joules += readings.wattsAt(ns) * periodNs() * 1e-9;
      }
      return joules;
    }

    @Override
    double idleWatts(Readings readings, long phaseNs) {
      return Arrays.stream(readings.gateWatts()).average().orElse(Double.NaN);
    }
  },
  /**
   * An energy counter that is refreshed every 100 ms (energymon), taken at its refreshes nearest to
   * begin and end.
   */
  NEAREST_SAMPLES(100_000_000) {
    @Override
    double grossJoules(Readings readings, TimeInterval window, long phaseNs) {
      Counter counter = new Counter(readings, periodNs(), phaseNs);
      return counter.joules(
          counter.nearestPollTo(window.startNs()), counter.nearestPollTo(window.endNs()));
    }
  },
  /**
   * Not another tool, but what is left when one does nearly everything right: every 1 kHz reading
   * from the one nearest to begin to the one nearest to end, value x time, with neither lag nor
   * guard, and idle power from before only.
   */
  PLAIN_1KHZ(1_000_000) {
    @Override
    double grossJoules(Readings readings, TimeInterval window, long phaseNs) {
      int from = readings.nearest(window.startNs());
      int to = readings.nearest(window.endNs());
      double joules = 0;
      for (int i = from + 1; i <= to; i++) {
        long tookNs = readings.monotonicNs()[i] - readings.monotonicNs()[i - 1];
        joules += readings.watts()[i] * tookNs * 1e-9;
      }
      return joules;
    }
  };

  private final long periodNs;

  OtherMethod(long periodNs) {
    this.periodNs = periodNs;
  }

  /** Net energy per inference, as it would be reported. */
  public double netJoulesPerInference(Readings readings, SplittableRandom random) {
    if (readings.isEmpty()) {
      return Double.NaN;
    }
    long phaseNs = random.nextLong(1_000_000_000);
    double idleJoules = idleWatts(readings, phaseNs) * readings.burst().durationSeconds();
    return (grossJoules(readings, readings.burst(), phaseNs) - idleJoules) / readings.inferences();
  }

  /** Whether it is another tool's way, and not our own reference. */
  public boolean isPeer() {
    return this != PLAIN_1KHZ;
  }

  /** Its word in tables and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract double grossJoules(Readings readings, TimeInterval window, long phaseNs);

  double idleWatts(Readings readings, long phaseNs) {
    return meanOfPolls(readings, readings.idleBefore(), phaseNs);
  }

  /** From one poll to the next. */
  long periodNs() {
    return periodNs;
  }

  /** Mean of the polls within a window; of the one before its end if there is none. */
  double meanOfPolls(Readings readings, TimeInterval window, long phaseNs) {
    double sum = 0;
    int count = 0;
    long firstNs = window.startNs() + Math.floorMod(phaseNs - window.startNs(), periodNs);
    for (long ns = firstNs; ns < window.endNs(); ns += periodNs) {
      sum += readings.wattsAt(ns);
      count++;
    }
    return count == 0 ? readings.wattsAt(window.endNs()) : sum / count;
  }
}
