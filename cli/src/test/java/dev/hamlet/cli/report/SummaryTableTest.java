package dev.hamlet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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

  @Test
  void cellsThatDifferOnlyInAUsersAxis_standUnderHeadings() {
    String cell =
        """
        {"model": "lenet", "variant": "baseline", "device": "twin-1", "runtime": "tensorflow",
         "threads": 2, "power_mode": "MAXQ", "input_index": 3, "options": {"optimizer": "%s"},
         "verdict": {"state": "failed", "reason": "no memory"}}
        """;
    String document =
        "{\"experiment\": {\"id\": \"e-1\", \"name\": \"one\"}, \"groups\": [], \"cells\": ["
            + cell.formatted("on")
            + ", "
            + cell.formatted("off")
            + "]}";

    List<String> lines =
        SummaryTable.lines(
            ResultDocument.read("made up", document.getBytes(StandardCharsets.UTF_8)));

    assertThat(lines.get(2)).isEqualTo("optimizer=on:");
    assertThat(lines.get(4)).isEqualTo("optimizer=off:");
    assertThat(lines)
        .contains("all of these: runtime=tensorflow, threads=2, power_mode=MAXQ, input=3")
        .contains("baseline on twin-1, optimizer=off: failed, no memory");
  }

  private static Path resource(String name) throws IOException, URISyntaxException {
    return Path.of(Objects.requireNonNull(SummaryTableTest.class.getResource(name), name).toURI());
  }
}
