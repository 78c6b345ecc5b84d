package dev.hamlet.models.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.models.variant.ModelSource.FinishedModel;
import dev.hamlet.models.variant.ModelSource.ZooModel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSourceTest {

  private static final Path BASE = Path.of("/experiments");

  @Test
  void zooWithoutMore_takesItsStandards() {
    assertThat(parse(Map.of("zoo", "lenet"))).isEqualTo(new ZooModel("m", "lenet", 1, 400));
    assertThat(parse(Map.of("zoo", "lenet", "seed", 3, "steps", 20)))
        .isEqualTo(new ZooModel("m", "lenet", 3, 20));
  }

  @Test
  void file_isFoundFromTheExperimentsFolder() {
    assertThat(parse(Map.of("file", "models/a")))
        .isEqualTo(new FinishedModel("m", "baseline", Path.of("/experiments/models/a")));
  }

  @Test
  void severalMistakes_areAllReported() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> parse(Map.of("zoo", "vgg", "seed", "one", "stps", 3)))
        .satisfies(e -> assertThat(e.problems()).hasSize(3))
        .withMessageContaining("vgg")
        .withMessageContaining("seed is a whole number")
        .withMessageContaining("stps");
  }

  @Test
  void bothOrNeither_isRefused() {
    assertThatThrownBy(() -> parse(Map.of())).hasMessageContaining("either zoo");
    assertThatThrownBy(() -> parse(Map.of("zoo", "lenet", "file", "a")))
        .hasMessageContaining("either zoo");
  }

  private static ModelSource parse(Map<String, Object> members) {
    return ModelSource.parse("m", members, BASE, "file:3");
  }
}
