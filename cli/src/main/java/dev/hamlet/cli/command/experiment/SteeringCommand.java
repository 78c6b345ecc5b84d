package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that changes what becomes of an experiment; doing it again changes nothing. */
abstract class SteeringCommand implements Callable<Integer> {

  /** The owner of what an unknown client has handed in. */
  private static final String NOBODY = "unknown";

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "ID", description = "An experiment.")
  private String id;

  SteeringCommand(CommandContext context) {
    this.context = context;
  }

  /** Does it, and gives the experiment as it is afterwards. */
  abstract ExperimentStatus steer(OperatorClient client, String experimentId);

  /** What {@code --json} shows. */
  Object json(ExperimentView view) {
    return view;
  }

  /** What the line says beyond the experiment's state. */
  String remark() {
    return "";
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      ExperimentView view = ExperimentView.of(steer(client, id));
      context.output().line(format.json() ? Json.of(json(view)) : sentence(view) + remark());
      noteOwner(view);
    }
    return ExitCode.OK.number();
  }

  /** Nobody is kept from it, but he may not have meant to. */
  private void noteOwner(ExperimentView view) {
    if (!view.owner().equals(coordinator.by()) && !view.owner().equals(NOBODY)) {
      context.output().note("%s belongs to %s".formatted(view.experimentId(), view.owner()));
    }
  }

  private static String sentence(ExperimentView view) {
    return "%s %s, %d trials".formatted(view.experimentId(), view.state(), view.trialsDone());
  }
}
