package dev.hamlet.benchmarks.sampling;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the sampling benchmark.
 *
 * @param seconds how long each sensor is sampled
 * @param json where the figures go as JSON, if anywhere
 */
record SamplingArguments(int seconds, @Nullable Path json) {

  private static final int DEFAULT_SECONDS = 10;
  private static final int GREATEST_SECONDS = 3_600;

  static SamplingArguments parse(String[] arguments) {
    int seconds = DEFAULT_SECONDS;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      switch (arguments[i]) {
        case "--seconds" -> seconds = seconds(arguments[i + 1]);
        case "--json" -> json = Path.of(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new SamplingArguments(seconds, json);
  }

  private static int seconds(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= GREATEST_SECONDS) {
        return seconds;
      }
    }
    throw new IllegalArgumentException("--seconds must be 1 to 3600, but is " + text);
  }
}
