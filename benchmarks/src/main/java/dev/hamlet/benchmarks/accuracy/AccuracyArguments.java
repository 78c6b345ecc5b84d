package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.common.config.Suggestion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the accuracy benchmark.
 *
 * @param preset how much is simulated
 * @param seed seed of everything
 * @param scenarios file of scenarios; the standard ones if there is none
 * @param only text that a scenario's name must hold, of all standard ones (a space for each of
 *     them); empty for their core
 * @param json where the figures go as JSON, if anywhere
 */
record AccuracyArguments(
    Preset preset, long seed, @Nullable Path scenarios, String only, @Nullable Path json) {

  static final String USAGE =
      "usage: benchmarks/run accuracy [--preset tiny|quick|full] [--seed N] [--scenarios FILE]"
          + " [--only TEXT] [--json FILE]";

  private static final List<String> OPTIONS =
      List.of("--preset", "--seed", "--scenarios", "--only", "--json");

  static AccuracyArguments parse(String[] arguments) {
    Preset preset = Preset.QUICK;
    long seed = 1;
    Path scenarios = null;
    String only = "";
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            "unknown option " + option + ": " + Suggestion.hint(option, OPTIONS));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      String value = arguments[i + 1];
      switch (option) {
        case "--preset" -> preset = preset(value);
        case "--seed" -> seed = seed(value);
        case "--scenarios" -> scenarios = Path.of(value);
        case "--only" -> only = value;
        default -> json = Path.of(value);
      }
    }
    return new AccuracyArguments(preset, seed, scenarios, only, json);
  }

  private static Preset preset(String value) {
    if (!Preset.words().contains(value)) {
      throw new IllegalArgumentException(
          "unknown preset " + value + ": " + Suggestion.hint(value, Preset.words()));
    }
    return Preset.of(value);
  }

  private static long seed(String value) {
    if (!value.matches("-?[0-9]{1,18}")) {
      throw new IllegalArgumentException("--seed must be a whole number, but is " + value);
    }
    return Long.parseLong(value);
  }
}
