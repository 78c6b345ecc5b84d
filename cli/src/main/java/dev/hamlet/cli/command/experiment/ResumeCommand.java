package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ExperimentStatus;
import picocli.CommandLine.Command;

/** {@code hamlet resume ID}. */
@Command(name = "resume", description = "Lets a paused experiment go on where it was.")
public final class ResumeCommand extends SteeringCommand {

  /** Wired by hand. */
  public ResumeCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExperimentStatus steer(OperatorClient client, String experimentId) {
    return client.resume(experimentId);
  }
}
