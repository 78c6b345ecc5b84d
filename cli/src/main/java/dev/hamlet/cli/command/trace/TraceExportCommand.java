package dev.hamlet.cli.command.trace;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.trace.OpenMetricsFile;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hamlet trace export}. */
@Command(
    name = "export",
    description = {
      "Writes the raw power samples of an experiment's trials into a file.",
      "A Prometheus takes it in however old it is:",
      "promtool tsdb create-blocks-from openmetrics FILE DATA-FOLDER."
    })
public final class TraceExportCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private TraceSelectionOptions selection;
  @Mixin private JsonOption format;

  /** What a file may be written as. */
  enum Format {
    /** OpenMetrics text with stamps. */
    OPENMETRICS
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "openmetrics",
      description = "There is openmetrics only.")
  private Format fileFormat;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file; it must not exist. Without it: EXPERIMENT.om here.")
  private Path file;

  /** Wired by hand. */
  public TraceExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path target = target();
    try {
      return switch (fileFormat) {
        case OPENMETRICS -> export(target);
      };
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot write " + target + " (" + e + "): name another place", e);
    }
  }

  private int export(Path target) throws IOException, InterruptedException {
    try (OperatorClient client = coordinator.connect();
        OpenMetricsFile written = new OpenMetricsFile(target, context.progress()::at)) {
      client.traces(selection.request(), written);
      context.output().clear();
      if (written.totals(selection.experiment()).samplesWritten() > 0) {
        written.finish();
      }
      TraceTotalsDisplay.show(
          context.output(),
          format.json(),
          written.totals(selection.experiment()),
          written.missing(),
          "look at --device, --rail, --from and --until");
    }
    return ExitCode.OK.number();
  }

  private Path target() {
    Path named = file == null ? Path.of(selection.experiment() + ".om") : file;
    Path target = context.workingFolder().resolve(named);
    if (Files.exists(target)) {
      throw new HamletException(
          ErrorCode.PRECONDITION, target + " exists: name another with --output");
    }
    return target;
  }
}
