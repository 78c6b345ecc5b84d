package dev.hamlet.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {

  private final FileCache.Maker maker = (work, target) -> Files.writeString(target, "content");

  @TempDir Path folder;

  @Test
  void missing_isMadeOnce() {
    FileCache cache = new FileCache(folder);

    FileCache.Entry first = cache.file("a", maker);
    FileCache.Entry second = cache.file("a", maker);

    assertThat(first.fresh()).isTrue();
    assertThat(second.fresh()).isFalse();
    assertThat(second.path()).isEqualTo(first.path()).hasContent("content");
    assertThat(second.sha256()).isEqualTo(Digests.sha256("content"));
  }

  @Test
  void damaged_isMadeAnew() throws IOException {
    FileCache cache = new FileCache(folder);
    Files.writeString(cache.file("a", maker).path(), "CONTENT");

    assertThat(cache.file("a", maker).fresh()).isTrue();
    assertThat(folder.resolve("a")).hasContent("content");
  }

  @Test
  void makerFails_leavesNothingBehind() throws IOException {
    FileCache cache = new FileCache(folder);
    FileCache.Maker failing =
        (work, target) -> {
          Files.writeString(target, "half");
          throw new IOException("disk full");
        };

    assertThatThrownBy(() -> cache.file("a", failing))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void folderUnderAFile_isRefusedWithItsName() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new FileCache(file.resolve("cache")))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(file.toString());
  }
}
