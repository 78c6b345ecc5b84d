package dev.hamlet.twin.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Faults at moments of a board's time. A simulated sampling loop asks it before each reading:
 *
 * <pre>
 *   if (script.active(STALL, ns))      skip to script.endNs(STALL, ns), count the missed readings
 *   if (script.active(SUSPEND, ns))    the same; script.suspendedNs(ns) is what the clock lost
 *   if (script.active(NOT_READY, ns))  count, no value
 *   if (script.active(IO_ERROR, ns))   count, no value
 *   if (script.active(GAP, ns))        take the value and lose it
 *   script.clockStepNs(ns)             what the device's clock is ahead of true time
 * </pre>
 *
 * <p>The kinds that a board acts on by itself are given to it with its options; {@code
 * TwinBoard.faults()} is then the script to ask.
 *
 * <p>Immutable; no question allocates.
 */
public final class FaultScript {

  private final long startNs;
  private final Fault[] faults;

  private FaultScript(long startNs, List<Fault> faults) {
    this.startNs = startNs;
    this.faults =
        faults.stream().sorted(Comparator.comparingLong(Fault::atNs)).toArray(Fault[]::new);
  }

  /**
   * Faults whose times count from a start.
   *
   * @param startNs device monotonic ns
   */
  public static FaultScript of(long startNs, List<Fault> faults) {
    return new FaultScript(startNs, faults);
  }

  /**
   * Faults drawn at random: waiting times and durations are exponential, kinds equally likely.
   *
   * @param horizonNs no fault begins later
   * @param meanIntervalNs mean time from one begin to the next
   * @param meanDurationNs mean duration
   * @param kinds at least one
   */
  public static List<Fault> draw(
      long seed, long horizonNs, long meanIntervalNs, long meanDurationNs, List<FaultKind> kinds) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fault> faults = new ArrayList<>();
    long atNs = exponential(random, meanIntervalNs);
    while (atNs < horizonNs) {
      FaultKind kind = kinds.get(random.nextInt(kinds.size()));
      faults.add(fault(random, kind, atNs, exponential(random, meanDurationNs)));
      atNs += exponential(random, meanIntervalNs);
    }
    return faults;
  }

  /** When times are 0, device monotonic ns. */
  public long startNs() {
    return startNs;
  }

  /** Whether a fault of a kind is under way. */
  public boolean active(FaultKind kind, long monotonicNs) {
    return endNs(kind, monotonicNs) > monotonicNs;
  }

  /** When all faults of a kind that are under way are over; the moment itself if none is. */
  public long endNs(FaultKind kind, long monotonicNs) {
    long endNs = monotonicNs;
    for (Fault fault : faults) {
      if (fault.kind() == kind && within(fault, monotonicNs)) {
        endNs = Math.max(endNs, startNs + fault.endNs());
      }
    }
    return endNs;
  }

  /** Amount of the fault of a kind that is under way and began last; 0 without one. */
  public long amount(FaultKind kind, long monotonicNs) {
    long amount = 0;
    for (Fault fault : faults) {
      amount = fault.kind() == kind && within(fault, monotonicNs) ? fault.amount() : amount;
    }
    return amount;
  }

  /** By how much the device's clock has jumped so far. */
  public long clockStepNs(long monotonicNs) {
    long steps = 0;
    for (Fault fault : faults) {
      boolean over = fault.kind() == FaultKind.CLOCK_STEP && startNs + fault.atNs() <= monotonicNs;
      steps += over ? fault.amount() : 0;
    }
    return steps;
  }

  /** How long the board has slept so far: CLOCK_MONOTONIC stood still. */
  public long suspendedNs(long monotonicNs) {
    long slept = 0;
    for (Fault fault : faults) {
      if (fault.kind() == FaultKind.SUSPEND) {
        long sinceNs = monotonicNs - startNs - fault.atNs();
        slept += Math.max(0, Math.min(sinceNs, fault.durationNs()));
      }
    }
    return slept;
  }

  /** The next begin or end of a fault that the board acts on; {@link Long#MAX_VALUE} if none. */
  public long nextBoardChangeNs(long afterNs) {
    long nextNs = Long.MAX_VALUE;
    for (Fault fault : faults) {
      if (fault.kind().byBoard()) {
        nextNs = earlier(nextNs, startNs + fault.atNs(), afterNs);
        nextNs = earlier(nextNs, startNs + fault.endNs(), afterNs);
      }
    }
    return nextNs;
  }

  private boolean within(Fault fault, long monotonicNs) {
    long sinceNs = monotonicNs - startNs;
    return fault.atNs() <= sinceNs && sinceNs < fault.endNs();
  }

  private static long earlier(long nextNs, long candidateNs, long afterNs) {
    return candidateNs > afterNs ? Math.min(nextNs, candidateNs) : nextNs;
  }

  private static Fault fault(SplittableRandom random, FaultKind kind, long atNs, long durationNs) {
    return switch (kind) {
      case CLOCK_STEP -> Fault.clockStep(atNs, random.nextBoolean() ? durationNs : -durationNs);
      case POWER_MODE -> new Fault(kind, atNs, durationNs, 1 + random.nextInt(4));
      case THROTTLE -> new Fault(kind, atNs, durationNs, 1 + random.nextInt(3));
      case GAP, STUCK, SUSPEND, STALL, NOT_READY, IO_ERROR, SENSOR_MODE ->
          Fault.of(kind, atNs, durationNs);
    };
  }

  private static long exponential(SplittableRandom random, long meanNs) {
    return Math.round(-Math.log1p(-random.nextDouble()) * meanNs);
  }
}
