package dev.hamlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator's backup, taken and put back by the command line. */
class BackupCommandsTest {

  @TempDir private Path folder;
  private CommandLineFixture hamlet;
  private Path backup;

  @BeforeEach
  void take() {
    hamlet = new CommandLineFixture(folder, Map.of());
    backup = folder.resolve("monday.zip");
    try (Coordinator coordinator = open("first")) {
      assertThat(hamlet.run("backup", "--output=monday.zip", address(coordinator))).isZero();
      assertThat(hamlet.run("backup", "--output=monday.zip", address(coordinator))).isNotZero();
      assertThat(hamlet.err()).contains("exists: name another with --output");
    }
  }

  @Test
  void restoredFolder_servesACoordinator() {
    assertThat(hamlet.run("restore", "monday.zip", "--state=second", "--by=mia")).isZero();
    assertThat(hamlet.out()).contains("monday.zip: 1 files", "0 leases of then are ended");
    try (Coordinator coordinator = open("second")) {
      assertThat(hamlet.run("audit", address(coordinator))).isZero();
      assertThat(hamlet.out()).contains("mia", "restore");
    }
  }

  @Test
  void folderThatHoldsSomething_isLeftAlone() {
    assertThat(hamlet.run("restore", "monday.zip", "--state=first")).isNotZero();
    assertThat(hamlet.err()).contains("is not empty: name another with --state");
  }

  @Test
  void damagedBackup_isRefusedAndLeavesNothing() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(backup)) {
      Files.writeString(zip.getPath("hamlet.db"), "not what it was");
    }
    assertThat(hamlet.run("restore", "monday.zip", "--state=second")).isNotZero();
    assertThat(hamlet.err()).contains("is damaged at hamlet.db: use another backup");
    assertThat(folder.resolve("second")).doesNotExist();
    assertThat(folder.resolve("second.restoring")).doesNotExist();
  }

  @Test
  void fileThatIsNoBackup_isRefused() throws IOException {
    Files.writeString(folder.resolve("letter.zip"), "dear coordinator");
    assertThat(hamlet.run("restore", "letter.zip", "--state=second")).isEqualTo(2);
    assertThat(hamlet.err()).contains("letter.zip is no backup of a coordinator");
  }

  private Coordinator open(String name) {
    return Coordinator.open(CoordinatorConfig.in(folder.resolve(name), "0.1.0").withPorts(0, 0));
  }

  private static String address(Coordinator coordinator) {
    return "--coordinator=127.0.0.1:" + coordinator.grpcPort();
  }
}
