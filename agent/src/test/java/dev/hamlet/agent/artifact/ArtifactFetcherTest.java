package dev.hamlet.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFetcherTest {

  private static final String CONTENT = "0123456789";
  private static final String ID = Digests.sha256(CONTENT);

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final List<Long> offsets = new ArrayList<>();

  @Test
  void brokenLink_resumesAtTheByteItBrokeAt() throws Exception {
    fetcher(
            (id, offset, into) -> {
              offsets.add(offset);
              int from = (int) offset;
              into.write(bytes(), from, Math.min(4, CONTENT.length() - from));
              if (from + 4 < CONTENT.length()) {
                throw new HamletException(ErrorCode.UNAVAILABLE, "cut");
              }
            })
        .fetch(ID);

    assertThat(offsets).containsExactly(0L, 4L, 8L);
    assertThat(store().bundle(ID)).hasContent(CONTENT);
  }

  @Test
  void artifactThatIsThere_isNotFetched() throws Exception {
    ChunkSource once =
        (id, offset, into) -> {
          offsets.add(offset);
          into.write(bytes());
        };
    fetcher(once).fetch(ID);

    fetcher(once).fetch(ID);

    assertThat(offsets).hasSize(1);
  }

  @Test
  void wrongHash_isFetchedOnceMoreFromItsStart() throws Exception {
    fetcher(
            (id, offset, into) -> {
              offsets.add(offset);
              into.write(offsets.size() == 1 ? new byte[10] : bytes());
            })
        .fetch(ID);

    assertThat(offsets).containsExactly(0L, 0L);
    assertThat(store().has(ID)).isTrue();
  }

  @Test
  void wrongHashTwice_failsNamingTheArtifactAndLeavesNothing() throws Exception {
    ArtifactFetcher fetcher = fetcher((id, offset, into) -> into.write(new byte[10]));

    assertThatThrownBy(() -> fetcher.fetch(ID))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_LOSS))
        .hasMessageContaining(ID);
    assertThat(filesInStore()).isEmpty();
  }

  @Test
  void linkThatStaysDown_isGivenUpAfterAWhile() throws Exception {
    long startNs = clock.monotonicNs();
    ArtifactFetcher fetcher =
        fetcher(
            (id, offset, into) -> {
              throw new HamletException(ErrorCode.UNAVAILABLE, "no link for " + id);
            });

    assertThatThrownBy(() -> fetcher.fetch(ID)).hasMessageContaining(ID);
    assertThat(clock.monotonicNs() - startNs).isGreaterThan(30_000_000_000L);
    assertThat(filesInStore()).isEmpty();
  }

  private ArtifactFetcher fetcher(ChunkSource source) {
    return new ArtifactFetcher(store(), source, clock, clock, new Random(1));
  }

  private ArtifactStore store() {
    return new ArtifactStore(folder.resolve("store"));
  }

  private List<Path> filesInStore() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      return files.toList();
    }
  }

  private static byte[] bytes() {
    return CONTENT.getBytes(StandardCharsets.UTF_8);
  }
}
