package dev.hamlet.benchmarks.stopping;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the stopping benchmark.
 *
 * @param preset the word that was given
 * @param cells how many cells of each scenario
 * @param seed seed of the cells
 * @param json where the figures go as JSON, if anywhere
 */
record StoppingArguments(String preset, int cells, long seed, @Nullable Path json) {

  private static final int QUICK = 2_000;
  private static final int FULL = 20_000;

  static StoppingArguments parse(String[] arguments) {
    String preset = "quick";
    long seed = 1;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      switch (arguments[i]) {
        case "--preset" -> preset = arguments[i + 1];
        case "--seed" -> seed = seed(arguments[i + 1]);
        case "--json" -> json = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new StoppingArguments(preset, cells(preset), seed, json);
  }

  private static int cells(String preset) {
    return switch (preset) {
      case "quick" -> QUICK;
      case "full" -> FULL;
      default ->
          throw new IllegalArgumentException("--preset must be quick or full, but is " + preset);
    };
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seed must be a whole number, but is " + text, e);
    }
  }
}
