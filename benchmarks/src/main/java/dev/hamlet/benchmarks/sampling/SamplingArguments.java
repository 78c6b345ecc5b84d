package dev.hamlet.benchmarks.sampling;

import dev.hamlet.benchmarks.arguments.Options;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the sampling benchmark.
 *
 * @param seconds how long each sensor is sampled
 * @param json where the figures go as JSON, if anywhere
 */
record SamplingArguments(int seconds, @Nullable Path json) {

  static final String USAGE = "sampling [--seconds N] [--json FILE]";

  private static final int DEFAULT_SECONDS = 10;
  private static final int GREATEST_SECONDS = 3_600;

  static SamplingArguments parse(String[] arguments) {
    Options options = Options.parse(arguments, "--seconds", "--json");
    long seconds = options.number("--seconds", 1, GREATEST_SECONDS, DEFAULT_SECONDS);
    return new SamplingArguments((int) seconds, options.json());
  }
}
