package dev.hamlet.benchmarks.clock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Two clocks with known truth over one stretch of true time, which starts at 0.
 *
 * <p>The device's crystal is off by up to 50 ppm, plus a wander of up to 5 ppm from peak to peak
 * and up to 4 ppm while it warms up. A suspend stops one clock; a step sets one forward.
 */
final class SimulatedClocks {

  private static final double GREATEST_DRIFT = 50e-6;
  private static final double GREATEST_WANDER = 2.5e-6;
  private static final double GREATEST_WARMING = 4e-6;
  private static final double WARMING_NS = 200e9;
  private static final long FOLLOWED_NS = 30_000_000_000L;

  private final long deviceStartNs;
  private final long coordinatorStartNs;
  private final double drift;
  private final double wander;
  private final double wanderPeriodNs;
  private final double warming;
  private final List<ClockEvent> events;

  /** Something that makes the offset jump. */
  record ClockEvent(long atNs, long sizeNs, boolean suspend, boolean ofDevice) {

    /** True time until which the clock stands still. */
    long untilNs() {
      return suspend ? atNs + sizeNs : atNs;
    }
  }

  private SimulatedClocks(RandomGenerator random, List<ClockEvent> events) {
    this.deviceStartNs = random.nextLong(1L << 50);
    this.coordinatorStartNs = random.nextLong(1L << 50);
    this.drift = GREATEST_DRIFT * (2 * random.nextDouble() - 1);
    this.wander = GREATEST_WANDER * random.nextDouble();
    this.wanderPeriodNs = (600 + 1_200 * random.nextDouble()) * 1e9;
    this.warming = GREATEST_WARMING * random.nextDouble();
    this.events = events;
  }

  static SimulatedClocks of(ClockScenario scenario, long lengthNs, RandomGenerator random) {
    List<ClockEvent> events = new ArrayList<>();
    int count = scenario.mostEvents() == 0 ? 0 : 1 + random.nextInt(scenario.mostEvents());
    for (int i = 0; i < count; i++) {
      double share = random.nextDouble();
      double sizeNs =
          scenario.leastNs() * Math.pow(scenario.greatestNs() / scenario.leastNs(), share);
      long atNs = (long) (lengthNs * (0.05 + 0.9 * random.nextDouble()));
      events.add(new ClockEvent(atNs, (long) sizeNs, scenario.suspends(), random.nextBoolean()));
    }
    events.sort(Comparator.comparingLong(ClockEvent::atNs));
    return new SimulatedClocks(random, withoutOverlap(events, lengthNs));
  }

  List<ClockEvent> events() {
    return events;
  }

  /** Whether both clocks run at a true time, so that a stamp of it means something. */
  boolean runs(long trueNs) {
    return events.stream().noneMatch(event -> event.atNs() <= trueNs && trueNs < event.untilNs());
  }

  long deviceNs(long trueNs) {
    double angle = 2 * Math.PI / wanderPeriodNs;
    double gainedNs =
        drift * trueNs
            + wander / angle * (1 - Math.cos(angle * trueNs))
            + warming * (trueNs - WARMING_NS * (1 - Math.exp(-trueNs / WARMING_NS)));
    return deviceStartNs + trueNs + Math.round(gainedNs) + jumps(trueNs, true);
  }

  long coordinatorNs(long trueNs) {
    return coordinatorStartNs + trueNs + jumps(trueNs, false);
  }

  /** How long a host has been suspended, as its uptime tells. */
  long suspendedNs(long trueNs, boolean ofDevice) {
    long sumNs = 0;
    for (ClockEvent event : events) {
      if (event.suspend() && event.ofDevice() == ofDevice && trueNs >= event.atNs()) {
        sumNs += Math.min(event.sizeNs(), trueNs - event.atNs());
      }
    }
    return sumNs;
  }

  private long jumps(long trueNs, boolean ofDevice) {
    long sumNs = 0;
    for (ClockEvent event : events) {
      if (event.ofDevice() == ofDevice && trueNs >= event.atNs()) {
        sumNs +=
            event.suspend() ? -Math.min(event.sizeNs(), trueNs - event.atNs()) : event.sizeNs();
      }
    }
    return sumNs;
  }

  /**
   * Two events without an exchange between them, or one that no exchange follows, cannot be known
   * to anybody: left out.
   */
  private static List<ClockEvent> withoutOverlap(List<ClockEvent> sorted, long lengthNs) {
    List<ClockEvent> apart = new ArrayList<>();
    for (ClockEvent event : sorted) {
      boolean clear =
          apart.isEmpty() || event.atNs() > apart.get(apart.size() - 1).untilNs() + FOLLOWED_NS;
      if (clear && event.untilNs() < lengthNs - FOLLOWED_NS) {
        apart.add(event);
      }
    }
    return List.copyOf(apart);
  }
}
