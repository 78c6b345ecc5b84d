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
    description = {
      "Shows all experiments of a coordinator, or one with its cells.",
      "Of more than 40 cells those come first that failed, were abandoned, run or did not converge.",
      "With --json the document of one experiment holds all its cells."
    })
public final class StatusCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;
  @Mixin private OwnerOptions owners;
  @Mixin private CellOptions cells;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "An experiment.")
  private @Nullable String id;

  /** Wired by hand. */
  public StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String wanted = id;
    if (wanted == null) {
      cells.requireNone();
    } else {
      owners.requireNone();
      cells.requireStates();
    }
    try (OperatorClient client = coordinator.connect()) {
      if (wanted == null) {
        showAll(
            client.experiments(owners.names(coordinator)).stream()
                .map(ExperimentView::of)
                .toList());
      } else {
        showOne(client, ExperimentView.of(client.experiment(wanted)));
      }
    }
    return ExitCode.OK.number();
  }

  private void showAll(List<ExperimentView> experiments) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(experiments));
    } else if (!experiments.isEmpty()) {
      StatusTables.experiments(experiments).forEach(output::line);
    } else if (owners.areNamed()) {
      output.note("no experiments of " + String.join(", ", owners.names(coordinator)));
    } else {
      output.note("no experiments yet: hand one in with `hamlet run FILE`");
    }
  }

  private void showOne(OperatorClient client, ExperimentView experiment) {
    if (format.json()) {
      cells.write(context.output(), client, experiment);
    } else if (cells.areAsked()) {
      cells.show(context.output(), client, experiment);
    } else {
      CellSelection.show(context.output(), client, experiment);
    }
  }
}
