package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.ExperimentProgress;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.cli.report.WatchView;
import dev.hamlet.proto.v1.ExperimentStatus;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hamlet watch ID}. */
@Command(
    name = "watch",
    description = {
      "Follows an experiment to its end.",
      "Ctrl-C stops watching; the experiment goes on. With --json: one document a line, at each change,",
      "with the cells that changed."
    })
public final class WatchCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "ID", description = "An experiment.")
  private String id;

  /** Wired by hand. */
  public WatchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      ExperimentStatus end = client.watch(id, listener());
      ExperimentView view = ExperimentView.of(end);
      if (!format.json()) {
        CellSelection.show(context.output(), client, view);
      }
      return view.exitCode().number();
    }
  }

  private Consumer<ExperimentStatus> listener() {
    if (format.json()) {
      return status -> context.output().line(Json.line(WatchView.of(status)));
    }
    return new ExperimentProgress(context.progress());
  }
}
