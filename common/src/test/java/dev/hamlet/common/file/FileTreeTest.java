package dev.hamlet.common.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir private Path folder;

  @Test
  void folder_goesWithEverythingInIt() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("top/a/b"));
    Files.writeString(inner.resolve("file"), "text");
    Files.writeString(folder.resolve("beside"), "text");

    FileTree.delete(folder.resolve("top"));

    assertThat(folder).isDirectoryContaining(path -> path.endsWith("beside"));
    assertThat(folder.resolve("top")).doesNotExist();
  }

  @Test
  void link_goesWithoutWhatItLeadsTo() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    Path file = Files.writeString(target.resolve("file"), "text");
    Path top = Files.createDirectories(folder.resolve("top"));
    Files.createSymbolicLink(top.resolve("link"), target);

    FileTree.delete(top);

    assertThat(top).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void absent_isNoError() throws IOException {
    FileTree.delete(folder.resolve("nothing"));

    assertThat(folder).isEmptyDirectory();
  }
}
