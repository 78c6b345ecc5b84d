package dev.hamlet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole experiment files that the documentation shows are files that Hamlet takes. */
class DocumentedExperimentsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  @Test
  void experimentsInTheDocumentation_areTaken() throws IOException {
    for (Path page : pages()) {
      for (String experiment : experiments(page)) {
        assertThatCode(() -> read(page, experiment))
            .as("%s: %s", page, experiment)
            .doesNotThrowAnyException();
      }
    }
    assertThat(experiments(ROOT.resolve("README.md"))).isNotEmpty();
  }

  private static void read(Path page, String experiment) throws IOException {
    var text = new ByteArrayInputStream(experiment.getBytes(StandardCharsets.UTF_8));
    SourceChecks.require(ExperimentSource.read(text, page.toString(), ROOT));
  }

  private static List<String> experiments(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult block) -> block.group(1))
        .filter(text -> text.contains("apiVersion:"))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
    }
  }
}
