package dev.hamlet.benchmarks.arguments;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the benchmarks in virtual time.
 *
 * @param preset {@code quick} or {@code full}
 * @param seed seed of everything
 * @param json where the figures go as JSON, if anywhere
 */
public record PresetArguments(String preset, long seed, @Nullable Path json) {

  /** What {@link #parse} understands. */
  public static final String USAGE = "[--preset quick|full] [--seed N] [--json FILE]";

  /**
   * Reads {@link #USAGE}.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  public static PresetArguments parse(String... arguments) {
    Options options = Options.parse(arguments, "--preset", "--seed", "--json");
    return new PresetArguments(
        options.word("--preset", List.of("quick", "full"), "quick"),
        options.seed(),
        options.json());
  }

  /** How much is simulated: one number for each preset. */
  public int choose(int quick, int full) {
    return full() ? full : quick;
  }

  /** Whether the long preset was asked for. */
  public boolean full() {
    return preset.equals("full");
  }
}
