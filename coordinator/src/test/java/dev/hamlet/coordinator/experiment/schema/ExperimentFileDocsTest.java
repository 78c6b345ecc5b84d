package dev.hamlet.coordinator.experiment.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of keys in the documentation is the schema's. */
final class ExperimentFileDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "experiment-file.md");
  private static final String HEADING = "## Keys\n";

  @Test
  void table_isTheSchemas() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("\nWhat stands here is written from the parser's descriptions.\n\n");
    table.append("| key | meaning |\n|---|---|\n");
    rows("", new ObjectMapper().readTree(ExperimentSchema.json()), table);
    String page = Files.readString(PAGE);
    String wanted = page.substring(0, page.indexOf(HEADING) + HEADING.length()) + table;
    if (Boolean.getBoolean("hamlet.docs.write")) {
      Files.writeString(PAGE, wanted);
    }

    assertThat(PAGE).as("write it anew with -Dhamlet.docs.write=true").hasContent(wanted);
  }

  private static void rows(String path, JsonNode section, StringBuilder table) {
    for (Map.Entry<String, JsonNode> key : section.path("properties").properties()) {
      String description = key.getValue().path("description").asText();
      if (!description.isEmpty()) {
        table
            .append("| `")
            .append(path)
            .append(key.getKey())
            .append("` | ")
            .append(description.replaceFirst(" Example: (.*)$", " `$1`").replace("|", "\\|"))
            .append(" |\n");
      }
      rows(path + key.getKey() + ".", key.getValue(), table);
      rows(path + key.getKey() + "[].", key.getValue().path("items"), table);
      rows(path + key.getKey() + ".NAME.", key.getValue().path("additionalProperties"), table);
    }
  }
}
