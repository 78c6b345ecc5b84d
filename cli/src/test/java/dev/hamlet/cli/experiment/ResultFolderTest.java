package dev.hamlet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

  @TempDir private Path folder;

  @Test
  void folderThatIsMissing_isMadeAndTakenAwayAgainIfNothingComes() {
    ResultFolder results = ResultFolder.tried(Optional.of(Path.of("a/b")), folder);
    assertThat(folder.resolve("a/b")).isEmptyDirectory();
    results.leaveIfEmpty();
    assertThat(folder.resolve("a/b")).doesNotExist();
  }

  @Test
  void folderWithEarlierResults_staysAsItIs() throws IOException {
    Path earlier = Files.createDirectories(folder.resolve("hamlet-results/e-1"));
    ResultFolder.tried(Optional.empty(), folder).leaveIfEmpty();
    assertThat(earlier).exists();
    assertThat(folder.resolve("hamlet-results")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void chosenFolder_holdsOneExperimentOrAFolderOfEach() {
    ResultFolder results = ResultFolder.tried(Optional.of(Path.of("mine")), folder);
    assertThat(results.folderOf("e-1")).isEqualTo(folder.resolve("mine"));
    assertThat(results.forSeveral().folderOf("e-1")).isEqualTo(folder.resolve("mine/e-1"));
    assertThat(results.forSeveral().folderOf("e-2")).isEqualTo(folder.resolve("mine/e-2"));
  }

  @Test
  void folderOfNobodysChoice_holdsAFolderOfEach() {
    ResultFolder results = ResultFolder.tried(Optional.empty(), folder);
    assertThat(results.folderOf("e-1")).isEqualTo(folder.resolve("hamlet-results/e-1"));
  }

  @Test
  void fileInTheWay_isNamed() throws IOException {
    Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> ResultFolder.tried(Optional.of(Path.of("taken")), folder))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(folder.resolve("taken").toString())
        .hasMessageContaining("--output");
  }

  @Test
  void placeWhereNobodyMayWrite_isNamed() {
    // Not even root can make a folder there.
    assertThatThrownBy(() -> ResultFolder.tried(Optional.of(Path.of("/proc/hamlet")), folder))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("cannot write results to /proc/hamlet");
  }
}
