package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.report.ResultDocument;
import dev.hamlet.cli.report.SummaryTable;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows the results in a folder: as the one table, or as the document itself. */
final class ResultDisplay {

  private ResultDisplay() {}

  static void show(Output output, Path folder, boolean json) {
    Path document = folder.resolve(ResultFolder.RESULTS_JSON);
    if (json) {
      output.line(text(document).stripTrailing());
    } else {
      output.line("");
      SummaryTable.lines(ResultDocument.read(document)).forEach(output::line);
      output.line("");
      output.line("results.json, trials.csv and cells.csv are in " + folder);
    }
  }

  private static String text(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, document + " cannot be read", e);
    }
  }
}
