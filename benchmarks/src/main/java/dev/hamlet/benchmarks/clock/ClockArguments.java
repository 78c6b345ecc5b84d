package dev.hamlet.benchmarks.clock;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the clock benchmark.
 *
 * @param runs how many runs of all scenarios together
 * @param seed seed of the first run
 * @param json where the figures go as JSON, if anywhere
 */
record ClockArguments(int runs, long seed, @Nullable Path json) {

  private static final int QUICK = 1_000;
  private static final int FULL = 10_000;

  static ClockArguments parse(String[] arguments) {
    int runs = QUICK;
    long seed = 1;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      switch (arguments[i]) {
        case "--preset" -> runs = preset(arguments[i + 1]);
        case "--seed" -> seed = seed(arguments[i + 1]);
        case "--json" -> json = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new ClockArguments(runs, seed, json);
  }

  private static int preset(String word) {
    return switch (word) {
      case "quick" -> QUICK;
      case "full" -> FULL;
      default ->
          throw new IllegalArgumentException("--preset must be quick or full, but is " + word);
    };
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seed must be a number, but is " + text, e);
    }
  }
}
