package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.comparison.ComparisonTable;
import dev.hamlet.cli.comparison.ResultComparison;
import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.report.ResultDocument;
import dev.hamlet.proto.v1.ResultsRequest.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet compare A B}. */
@Command(
    name = "compare",
    description = {
      "Compares the cells of two experiments.",
      "Refuses energies over unequal rails or sensor settings."
    })
public final class CompareCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Option(names = "--force", description = "Compare all the same, and say what is unequal.")
  private boolean force;

  @Parameters(
      paramLabel = "A",
      index = "0",
      description = "A results.json, its folder, or the id of an experiment.")
  private String first;

  @Parameters(paramLabel = "B", index = "1", description = "What to compare it with.")
  private String second;

  /** Wired by hand. */
  public CompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ResultComparison comparison = ResultComparison.of(read(first), read(second), force);
    if (format.json()) {
      context.output().line(Json.of(comparison));
    } else {
      ComparisonTable.lines(comparison).forEach(context.output()::line);
    }
    return (comparison.refuses() ? ExitCode.REFUSED : ExitCode.OK).number();
  }

  private ResultDocument read(String source) {
    Path path = context.workingFolder().resolve(source);
    if (Files.isDirectory(path)) {
      return ResultDocument.read(path.resolve(ResultFolder.RESULTS_JSON));
    }
    return Files.exists(path) ? ResultDocument.read(path) : fetch(source);
  }

  private ResultDocument fetch(String experimentId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OperatorClient client = coordinator.connect()) {
      client.results(experimentId, Document.RESULTS_JSON, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory takes everything", e);
    }
    return ResultDocument.read(experimentId, bytes.toByteArray());
  }
}
