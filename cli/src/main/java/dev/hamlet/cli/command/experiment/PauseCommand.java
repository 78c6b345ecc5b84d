package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.ExperimentView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet pause ID}. */
@Command(
    name = "pause",
    description = "Holds an experiment: rounds in hand end, no more are granted.")
public final class PauseCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "ID", description = "An experiment.")
  private String id;

  /** Wired by hand. */
  public PauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      ExperimentView view = ExperimentView.of(client.pause(id));
      context
          .output()
          .line(
              format.json()
                  ? Json.of(view)
                  : view.experimentId()
                      + " "
                      + view.state()
                      + ", "
                      + view.trialsDone()
                      + " trials");
    }
    return ExitCode.OK.number();
  }
}
