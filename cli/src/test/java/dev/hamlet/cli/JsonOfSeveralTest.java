package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --json} on a file of several experiments: a document a line, each with its name. */
class JsonOfSeveralTest {

  private static final String SEVERAL =
      Path.of("..", "examples", "several.yaml").toAbsolutePath().normalize().toString();

  @TempDir private Path folder;
  private CommandLineFixture hamlet;

  @BeforeEach
  void freshCommandLine() {
    hamlet = new CommandLineFixture(folder, Map.of());
  }

  @Test
  void validate_saysOfEachThatItIsValid() throws IOException {
    assertThat(hamlet.run("validate", "--json", SEVERAL)).isZero();
    assertThat(documents())
        .allSatisfy(document -> assertThat(document.path("valid").booleanValue()).isTrue());
  }

  @Test
  void plan_hasTheCellsOfEach() throws IOException {
    assertThat(hamlet.run("plan", "--local", "--json", SEVERAL)).isZero();
    assertThat(documents()).allSatisfy(document -> assertThat(document.path("cells")).isNotEmpty());
  }

  private List<JsonNode> documents() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String line : hamlet.out().lines().toList()) {
      documents.add(new JsonMapper().readTree(line));
    }
    assertThat(documents)
        .extracting(document -> document.path("experiment").textValue())
        .containsExactly("first-look", "figures");
    return documents;
  }
}
