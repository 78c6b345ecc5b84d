package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.proto.v1.ExperimentStatus;
import dev.hamlet.proto.v1.RetryReply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hamlet retry ID --failed}. */
@Command(
    name = "retry",
    description = {
      "Tries failed cells of an experiment again, in new attempts.",
      "An experiment that is finished runs again. Failures are forgiven and trials still count, unless",
      "too many are invalid: then the cells begin anew, and earlier trials are kept but set aside.",
      "Doing it again changes nothing."
    })
public final class RetryCommand extends SteeringCommand {

  @Option(
      names = "--failed",
      description = "Cells that failed, were abandoned, or were ended by a time limit.")
  private boolean failed;

  private RetryReply reply = RetryReply.getDefaultInstance();

  /** Wired by hand. */
  public RetryCommand(CommandContext context) {
    super(context);
  }

  @Override
  ExperimentStatus steer(OperatorClient client, String experimentId) {
    if (!failed) {
      throw new HamletException(
          ErrorCode.INVALID_INPUT, "say what to try again: `hamlet retry ID --failed`");
    }
    reply = client.retry(experimentId);
    return reply.getExperiment();
  }

  @Override
  Object json(ExperimentView view) {
    return new Retry(view, reply.getCells(), reply.getStaying());
  }

  @Override
  String remark() {
    String again =
        reply.getCells() == 0
            ? "; nothing to try again"
            : "; " + reply.getCells() + " cells are tried again";
    return reply.getStaying().isEmpty() ? again : again + "; " + reply.getStaying();
  }

  /**
   * As {@code --json} shows it.
   *
   * @param experiment the experiment afterwards
   * @param cells cells that are tried again
   * @param staying why other failed cells are not; empty if all are
   */
  private record Retry(ExperimentView experiment, int cells, String staying) {}
}
