package dev.hamlet.benchmarks.accuracy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the small benchmarks in virtual time.
 *
 * @param full whether the long preset was asked for
 * @param seed seed of everything
 * @param json where the figures go as JSON, if anywhere
 */
public record PresetArguments(boolean full, long seed, @Nullable Path json) {

  /**
   * Reads {@code [--preset quick|full] [--seed N] [--json FILE]}.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  public static PresetArguments parse(String[] arguments) {
    AccuracyArguments all = AccuracyArguments.parse(arguments);
    if (all.scenarios() != null || !all.only().isEmpty()) {
      throw new IllegalArgumentException("--scenarios and --only are for accuracy");
    }
    return new PresetArguments(all.preset() == Preset.FULL, all.seed(), all.json());
  }
}
