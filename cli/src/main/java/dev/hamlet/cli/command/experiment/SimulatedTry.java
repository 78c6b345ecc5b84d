package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.SimulateCommand.SimulatedTrialRun;
import dev.hamlet.cli.command.SimulateOptions;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.fleet.LocalBoards;
import dev.hamlet.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.Optional;

/** Tries an experiment file on simulated boards, with everything on this machine. */
public final class SimulatedTry implements SimulatedTrialRun {

  private final CommandContext context;

  /** Wired by hand. */
  public SimulatedTry(CommandContext context) {
    this.context = context;
  }

  @Override
  public ExitCode run(Path file, SimulateOptions options, Optional<Path> output, boolean json) {
    ExperimentSource source = ExperimentSource.read(context.workingFolder().resolve(file));
    LocalBoards boards =
        LocalBoards.simulated(options.names(), options.arguments(context.workingFolder()));
    return LocalMeasurement.onSimulatedBoards(context, json, boards).run(source, output);
  }
}
