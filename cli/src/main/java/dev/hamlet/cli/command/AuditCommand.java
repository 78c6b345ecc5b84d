package dev.hamlet.cli.command;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.AuditView;
import dev.hamlet.common.config.DurationText;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet audit}. */
@Command(
    name = "audit",
    description = {
      "Shows who did what to which experiment or device, when, and how it went.",
      "What the coordinator did by itself is hamlet's. Kept for 180 days."
    })
public final class AuditCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Of the last so long, for instance 90m, 12h or 2d; otherwise all.")
  private @Nullable String since;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "",
      description = "What was done to this experiment or device only.",
      showDefaultValue = Visibility.NEVER)
  private String subject;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The newest so many, 1 to 10000.")
  private int most;

  /** Wired by hand. */
  public AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (most < 1 || most > 10_000) {
      throw new HamletException(ErrorCode.INVALID_INPUT, "need --most from 1 to 10000");
    }
    long sinceEpochMs = sinceEpochMs();
    try (OperatorClient client = coordinator.connect()) {
      show(client.audit(sinceEpochMs, subject, most).stream().map(AuditView::of).toList());
    }
    return ExitCode.OK.number();
  }

  private long sinceEpochMs() {
    if (since == null) {
      return 0;
    }
    long agoMs =
        DurationText.parse(since)
            .orElseThrow(
                () ->
                    new HamletException(
                        ErrorCode.INVALID_INPUT,
                        "--since " + since + " is no duration: write it as 90m, 12h or 2d"))
            .toMillis();
    return Math.max(0, context.clock().epochMs() - agoMs);
  }

  private void show(List<AuditView> entries) {
    Output output = context.output();
    if (format.json()) {
      output.line(Json.of(entries));
    } else if (entries.isEmpty()) {
      output.note("nothing is recorded that matches");
    } else {
      AuditView.table(entries).forEach(output::line);
    }
  }
}
