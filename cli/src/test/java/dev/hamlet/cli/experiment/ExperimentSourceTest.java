package dev.hamlet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.file.CellSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentSourceTest {

  private static final Path SEVERAL = Path.of("..", "examples", "several.yaml");

  @Test
  void severalDocuments_areSeveralExperiments() {
    List<ExperimentSource> sources = ExperimentSource.readAll(SEVERAL);

    assertThat(sources).extracting(it -> it.file().name()).containsExactly("first-look", "figures");
    assertThat(sources.get(0).file().matrix().axes())
        .containsEntry("optimizer", List.of("on", "off"));
    assertThat(sources.get(1).file().dispatch().reuse()).isTrue();
    assertThat(
            CellSettings.of(sources.get(1).file())
                .of(axis -> axis.equals("threads") ? Optional.of("1") : Optional.empty())
                .trials()
                .max())
        .isEqualTo(100);
    assertThatThrownBy(() -> ExperimentSource.read(SEVERAL)).hasMessageContaining("2 experiments");
  }

  @Test
  void mistakesOfAllDocuments_areNamedAtTheirLines(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bad.yaml");
    String text = Files.readString(SEVERAL);
    Files.writeString(
        file, text.replace("profile: demo", "profile: dmo").replace("priority: -1", "priority: x"));

    assertThatThrownBy(() -> ExperimentSource.readAll(file))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.place().replaceFirst(".*yaml:", ""))
                    .containsExactly("12:10", "29:11"));
  }
}
