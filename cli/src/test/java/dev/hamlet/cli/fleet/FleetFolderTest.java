package dev.hamlet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFolderTest {

  @TempDir private Path parent;

  @Test
  void manyFailedFleets_leaveABoundedNumberOfFolders() throws IOException {
    for (int i = 0; i < 9; i++) {
      Files.writeString(FleetFolder.create(parent).path().resolve("coordinator.log"), "why");
    }
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).hasSize(6);
    }
  }

  @Test
  void delete_takesEverythingBelow() throws IOException {
    FleetFolder folder = FleetFolder.create(parent);
    Files.createDirectories(folder.path().resolve("a/b"));
    folder.delete();
    assertThat(parent).isEmptyDirectory();
  }
}
