package dev.hamlet.agent.worker;

import java.time.Duration;

/**
 * How long a worker may take. Who exceeds a limit is killed.
 *
 * @param hello from its start to its hello; the first start on a board unpacks native libraries
 * @param load to load a model
 * @param inferences for a warm-up or a burst, beyond the least duration that was asked for
 * @param evaluate to run a labelled input set
 * @param end to end by itself after its connection was ended, and again after it was asked to
 */
public record WorkerLimits(
    Duration hello, Duration load, Duration inferences, Duration evaluate, Duration end) {

  /** Generous enough for a slow board with a great model. */
  public static final WorkerLimits DEFAULT =
      new WorkerLimits(
          Duration.ofMinutes(3),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofSeconds(2));

  /** Refuses limits that are not positive. */
  public WorkerLimits {
    requirePositive(hello, "hello");
    requirePositive(load, "load");
    requirePositive(inferences, "inferences");
    requirePositive(evaluate, "evaluate");
    requirePositive(end, "end");
  }

  private static void requirePositive(Duration limit, String name) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("worker limit " + name + " is " + limit);
    }
  }
}
