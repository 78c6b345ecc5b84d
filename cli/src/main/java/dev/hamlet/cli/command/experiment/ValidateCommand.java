package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.SourceChecks;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.coordinator.experiment.schema.ExperimentSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet validate FILE}. */
@Command(name = "validate", description = "Checks an experiment file and names all its problems.")
public final class ValidateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "An experiment file.")
  private @Nullable Path file;

  @Option(
      names = "--schema",
      description = "Print the JSON Schema of experiment files, for editors, instead.")
  private boolean schema;

  /** Wired by hand. */
  public ValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (schema) {
      context.output().line(ExperimentSchema.json().stripTrailing());
      return ExitCode.OK.number();
    }
    if (file == null) {
      throw new InvalidInputException("FILE", "name an experiment file, or ask for --schema");
    }
    try {
      List<ExperimentSource> sources =
          ExperimentSource.readAll(context.workingFolder().resolve(file));
      sources.forEach(SourceChecks::require);
      sources.forEach(source -> valid(source, sources.size() > 1));
      return ExitCode.OK.number();
    } catch (InvalidInputException e) {
      if (!format.json()) {
        throw e;
      }
      context.output().line(Json.of(new Finding(null, false, e.problems(), List.of())));
      return ExitCode.BAD_INPUT.number();
    }
  }

  private void valid(ExperimentSource source, boolean oneOfSeveral) {
    List<Problem> warnings = source.file().warnings();
    if (format.json()) {
      context
          .output()
          .line(
              Json.of(new Finding(source.file().name(), true, List.of(), warnings), oneOfSeveral));
    } else {
      warnings.forEach(warning -> context.output().note("warning: " + warning));
      context.output().line(file + " is valid: experiment " + source.file().name());
    }
  }

  /**
   * What was found, for {@code --json}.
   *
   * @param experiment its name; null where problems may be those of any in the file
   * @param valid whether the file can be handed in
   * @param problems what must be mended
   * @param warnings what has no effect
   */
  private record Finding(
      @Nullable String experiment, boolean valid, List<Problem> problems, List<Problem> warnings) {}
}
