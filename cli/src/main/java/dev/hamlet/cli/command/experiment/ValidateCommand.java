package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.SourceChecks;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet validate FILE}. */
@Command(name = "validate", description = "Checks an experiment file and names all its problems.")
public final class ValidateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", description = "An experiment file.")
  private Path file;

  /** Wired by hand. */
  public ValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try {
      ExperimentSource source = ExperimentSource.read(context.workingFolder().resolve(file));
      SourceChecks.require(source);
      return valid(source);
    } catch (InvalidInputException e) {
      if (!format.json()) {
        throw e;
      }
      context.output().line(Json.of(new Finding(false, e.problems(), List.of())));
      return ExitCode.BAD_INPUT.number();
    }
  }

  private int valid(ExperimentSource source) {
    List<Problem> warnings = source.file().warnings();
    if (format.json()) {
      context.output().line(Json.of(new Finding(true, List.of(), warnings)));
    } else {
      warnings.forEach(warning -> context.output().note("warning: " + warning));
      context.output().line(file + " is valid: experiment " + source.file().name());
    }
    return ExitCode.OK.number();
  }

  /**
   * What was found, for {@code --json}.
   *
   * @param valid whether the file can be handed in
   * @param problems what must be mended
   * @param warnings what has no effect
   */
  private record Finding(boolean valid, List<Problem> problems, List<Problem> warnings) {}
}
