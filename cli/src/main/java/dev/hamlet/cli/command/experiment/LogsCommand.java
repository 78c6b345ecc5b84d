package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.AttemptLogView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet logs ID [--cell CELL]}. */
@Command(
    name = "logs",
    description = {
      "Shows what agent and worker logged last before something failed.",
      "There are 200 lines of each for every attempt at a cell that failed and every lease that was",
      "handed back. Kept for 90 days."
    })
public final class LogsCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "ID", description = "An experiment.")
  private String id;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      defaultValue = "",
      description = "Of this cell only; otherwise the latest 50 of all.",
      showDefaultValue = Visibility.NEVER)
  private String cell;

  /** Wired by hand. */
  public LogsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (OperatorClient client = coordinator.connect()) {
      show(client.attemptLogs(id, cell).stream().map(AttemptLogView::of).toList());
    }
    return ExitCode.OK.number();
  }

  private void show(List<AttemptLogView> logs) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(logs));
    } else if (logs.isEmpty()) {
      output.note("no attempt of it failed with a log");
    } else {
      logs.forEach(log -> log.lines().forEach(output::line));
    }
  }
}
