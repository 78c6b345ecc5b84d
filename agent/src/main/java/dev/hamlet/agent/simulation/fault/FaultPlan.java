package dev.hamlet.agent.simulation.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What goes wrong in a fleet.
 *
 * @param seed decides when faults happen that happen again and again
 * @param faults the lines of the script
 */
public record FaultPlan(long seed, List<ScriptedFault> faults) {

  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(0, List.of());

  /** Copies the list. */
  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** Whether a kind of fault may happen to a device. */
  public boolean has(FaultKind kind, String device) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind && fault.concerns(device));
  }

  /** A fault that happens to a device at a time. */
  public record Occurrence(ScriptedFault fault, Duration at) {}

  /**
   * All that happens to a device, in order; endless where something happens again and again. The
   * same seed, script and name give the same times.
   */
  public Iterator<Occurrence> of(String device) {
    PriorityQueue<Source> sources = new PriorityQueue<>(Comparator.comparing(Source::nextNs));
    for (int i = 0; i < faults.size(); i++) {
      if (faults.get(i).concerns(device)) {
        long itsSeed = 31 * seed + 7_919L * device.hashCode() + i;
        sources.add(new Source(faults.get(i), new SplittableRandom(itsSeed)));
      }
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !sources.isEmpty();
      }

      @Override
      public Occurrence next() {
        Source source = sources.remove();
        Occurrence occurrence = source.take();
        if (source.hasMore()) {
          sources.add(source);
        }
        return occurrence;
      }
    };
  }

  /** One line of the script, as it concerns one device. */
  private static final class Source {

    private final ScriptedFault fault;
    private final SplittableRandom random;
    private long nextNs;

    Source(ScriptedFault fault, SplittableRandom random) {
      this.fault = fault;
      this.random = random;
      this.nextNs = fault.at().map(Duration::toNanos).orElseGet(this::pauseNs);
    }

    long nextNs() {
      return nextNs;
    }

    Occurrence take() {
      Occurrence occurrence = new Occurrence(fault, Duration.ofNanos(nextNs));
      if (hasMore()) {
        nextNs += fault.duration().toNanos() + pauseNs();
      }
      return occurrence;
    }

    boolean hasMore() {
      return fault.every().isPresent();
    }

    /** Exponentially distributed: {@code -mean x ln(1 - u)}. */
    private long pauseNs() {
      double meanNs = fault.every().orElseThrow().toNanos();
      return (long) (-meanNs * Math.log(1 - random.nextDouble()));
    }
  }
}
