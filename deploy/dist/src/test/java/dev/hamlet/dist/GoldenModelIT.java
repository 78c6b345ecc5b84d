package dev.hamlet.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden model is chosen by the command line that is shipped, with the classes it gets. */
class GoldenModelIT {

  @Test
  void modelOfHamletsOwn_isBuiltSentAndChosen(@TempDir Path folder) throws Exception {
    try (Fleet fleet = new Fleet(folder)) {
      assertThat(fleet.tell("devices", "golden", "--zoo=lenet")).contains("lenet");
    }
  }
}
