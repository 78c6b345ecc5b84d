package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.proto.v1.ExperimentStatus;
import picocli.CommandLine.Command;

/** {@code hamlet cancel ID}. */
@Command(name = "cancel", description = "Ends an experiment; what is measured is kept.")
public final class CancelCommand extends SteeringCommand {

  /** Wired by hand. */
  public CancelCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExperimentStatus steer(OperatorClient client, String experimentId) {
    return client.cancel(experimentId);
  }
}
