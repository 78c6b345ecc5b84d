package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.arguments.Options;
import java.nio.file.Path;
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

  static AccuracyArguments parse(String[] arguments) {
    Options options =
        Options.parse(arguments, "--preset", "--seed", "--scenarios", "--only", "--json");
    return new AccuracyArguments(
        Preset.of(options.word("--preset", Preset.words(), Preset.QUICK.word())),
        options.seed(),
        options.path("--scenarios"),
        options.text("--only"),
        options.json());
  }
}
