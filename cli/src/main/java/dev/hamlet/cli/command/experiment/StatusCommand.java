package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.cli.report.StatusTables;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet status [ID]}. */
@Command(
    name = "status",
    description = "Shows all experiments of a coordinator, or one with its cells.")
public final class StatusCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "An experiment.")
  private @Nullable String id;

  /** Wired by hand. */
  public StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      String wanted = id;
      if (wanted == null) {
        showAll(client.experiments().stream().map(ExperimentView::of).toList());
      } else {
        showOne(ExperimentView.of(client.experiment(wanted)));
      }
    }
    return ExitCode.OK.number();
  }

  private void showAll(List<ExperimentView> experiments) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(experiments));
    } else if (experiments.isEmpty()) {
      output.note("no experiments yet: hand one in with `hamlet run FILE`");
    } else {
      StatusTables.experiments(experiments).forEach(output::line);
    }
  }

  private void showOne(ExperimentView experiment) {
    if (format.json()) {
      context.output().line(Json.of(experiment));
    } else {
      StatusTables.experiment(experiment).forEach(context.output()::line);
    }
  }
}
