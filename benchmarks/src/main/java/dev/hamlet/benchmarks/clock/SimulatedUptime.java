package dev.hamlet.benchmarks.clock;

import dev.hamlet.common.time.suspend.SuspendedBounds;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a host knows of its own suspends: bounds, a millisecond apart, that hold the truth. */
final class SimulatedUptime {

  /** As wide as readings a millisecond apart leave it. */
  private static final double WIDTH_NS = 1.1e6;

  private static final long SECOND_NS = 1_000_000_000;

  private final SimulatedClocks clocks;
  private final boolean ofDevice;
  private final RandomGenerator random;
  private @Nullable SuspendedBounds known;
  private long lookedNs;

  /** Told of a suspend between two looks, in true time. */
  @FunctionalInterface
  interface Listener {

    void stoodStill(long fromNs, long untilNs, long atMostNs);
  }

  SimulatedUptime(SimulatedClocks clocks, boolean ofDevice, RandomGenerator random) {
    this.clocks = clocks;
    this.ofDevice = ofDevice;
    this.random = random;
  }

  long lookedNs() {
    return lookedNs;
  }

  /** Looks at a true time; whether there was a suspend since the look before. */
  boolean look(long trueNs, Listener listener) {
    long truthNs = clocks.suspendedNs(trueNs, ofDevice);
    double below = random.nextDouble();
    SuspendedBounds now =
        new SuspendedBounds(
            truthNs - Math.round(below * WIDTH_NS), truthNs + Math.round((1 - below) * WIDTH_NS));
    SuspendedBounds before = known;
    boolean suspended = before != null && now.provesSuspendSince(before);
    if (suspended && before != null) {
      listener.stoodStill(lookedNs, trueNs, now.growthAtMostNs(before));
    }
    known = before == null || !now.agrees(before) ? now : now.and(before);
    lookedNs = trueNs;
    return suspended;
  }

  /** Looks once in every second in which both clocks run. */
  void lookEverySecondUntil(long trueNs, Listener listener) {
    for (long at = lookedNs + SECOND_NS; at <= trueNs; at += SECOND_NS) {
      if (clocks.runs(at)) {
        look(at, listener);
      }
    }
  }
}
