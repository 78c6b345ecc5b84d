package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ExperimentStatus;
import picocli.CommandLine.Command;

/** {@code hamlet pause ID}. */
@Command(
    name = "pause",
    description = "Holds an experiment: rounds in hand end, no more are granted.")
public final class PauseCommand extends SteeringCommand {

  /** Wired by hand. */
  public PauseCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExperimentStatus steer(OperatorClient client, String experimentId) {
    return client.pause(experimentId);
  }
}
