package dev.hamlet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

  @Test
  void document_givesTheGoldenTable() throws Exception {
    List<String> lines = SummaryTable.lines(ResultDocument.read(resource("results.json")));
    assertThat(lines).isEqualTo(Files.readAllLines(resource("summary.txt")));
  }

  @Test
  void table_fitsInto140Columns() throws Exception {
    assertThat(SummaryTable.lines(ResultDocument.read(resource("results.json"))))
        .allMatch(line -> line.codePointCount(0, line.length()) <= 140);
  }

  private static Path resource(String name) throws IOException, URISyntaxException {
    return Path.of(Objects.requireNonNull(SummaryTableTest.class.getResource(name), name).toURI());
  }
}
