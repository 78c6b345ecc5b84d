package dev.hamlet.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.ManualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    assertThat(clock.monotonicNs() - startNs).isGreaterThan(5_000_000_000L);
    assertThat(filesInStore()).isEmpty();
  }

  @Test
  void downloadThatWasCutByTheEndOfTheAgent_goesOnInItsNextLife() throws Exception {
    ChunkSource cut =
        (id, offset, into) -> {
          into.write(bytes(), 0, 6);
          throw new HamletException(ErrorCode.NOT_FOUND, "the agent is killed here");
        };
    assertThatThrownBy(() -> fetcher(cut).fetch(ID)).hasMessageContaining("killed");

    ArtifactFetcher next =
        fetcher(
            (id, offset, into) -> {
              offsets.add(offset);
              into.write(bytes(), (int) offset, CONTENT.length() - (int) offset);
            });
    next.fetch(ID);

    assertThat(offsets).containsExactly(6L);
    assertThat(store().bundle(ID)).hasContent(CONTENT);
    assertThat(next.counters().resumed()).isEqualTo(1);
  }

  @Test
  void bundleThatWasDamagedOnDisk_isFetchedAnewInTheNextLife() throws Exception {
    fetcher((id, offset, into) -> into.write(bytes())).fetch(ID);
    Files.writeString(store().bundle(ID), "0123456780");

    ArtifactFetcher next = fetcher((id, offset, into) -> into.write(bytes()));
    next.fetch(ID);
    next.fetch(ID);

    assertThat(store().bundle(ID)).hasContent(CONTENT);
    assertThat(next.counters()).isEqualTo(new CacheCounters(2, 1, 1, 0, 0, 1, 0, CONTENT.length()));
  }

  /** Bundles of ten bytes and a budget of 25: two fit. */
  @Test
  void budget_isKeptByForgettingWhatWasNotUsedForTheLongest() throws Exception {
    ArtifactFetcher fetcher = ofTexts(25);
    fetcher.fetch(idOf("bundle-001"));
    fetcher.fetch(idOf("bundle-002"));
    fetcher.fetch(idOf("bundle-001"));

    fetcher.fetch(idOf("bundle-003"));

    assertThat(store().has(idOf("bundle-001"))).isTrue();
    assertThat(store().has(idOf("bundle-002"))).isFalse();
    assertThat(store().has(idOf("bundle-003"))).isTrue();
    assertThat(fetcher.counters().evicted()).isEqualTo(1);
    assertThat(fetcher.counters().heldBytes()).isEqualTo(20);
    assertThat(fetcher.use()).isEqualTo(new DiskUse.Cache(1, 3, 10, 20, 25));
  }

  @Test
  void orderOfUse_isRememberedInTheNextLifeWithoutAClock() throws Exception {
    ArtifactFetcher first = ofTexts(Long.MAX_VALUE);
    for (String text : List.of("bundle-001", "bundle-002", "bundle-001")) {
      first.fetch(idOf(text));
    }

    ofTexts(25).fetch(idOf("bundle-003"));

    assertThat(store().has(idOf("bundle-001"))).isTrue();
    assertThat(store().has(idOf("bundle-002"))).isFalse();
  }

  @Test
  void whatALeaseNeeds_staysEvenBeyondTheBudget() throws Exception {
    ArtifactFetcher fetcher = ofTexts(15);
    fetcher.keep(Set.of(idOf("bundle-001"), idOf("bundle-002")));
    fetcher.fetch(idOf("bundle-001"));
    fetcher.fetch(idOf("bundle-002"));
    assertThat(fetcher.counters().heldBytes()).isEqualTo(20);

    fetcher.keep(Set.of(idOf("bundle-003")));
    fetcher.fetch(idOf("bundle-003"));

    assertThat(fetcher.counters().heldBytes()).isEqualTo(10);
  }

  /** {@code /dev/full} says what a full disk says. */
  @Test
  void fullDisk_givesUpWhatIsNotNeededAndThenSaysSo() throws Exception {
    ArtifactFetcher fetcher = ofTexts(Long.MAX_VALUE);
    fetcher.fetch(idOf("bundle-001"));
    assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();
    Files.createSymbolicLink(
        folder.resolve("store").resolve(idOf("bundle-002") + ".part"), Path.of("/dev/full"));

    assertThatThrownBy(() -> fetcher.fetch(idOf("bundle-002")))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessageContaining("make room");
    assertThat(fetcher.counters().failures()).isEqualTo(1);
  }

  @Test
  void severalThatAskForOneArtifact_shareItsDownload() throws Exception {
    AtomicInteger downloads = new AtomicInteger();
    ArtifactFetcher fetcher =
        fetcher(
            (id, offset, into) -> {
              downloads.incrementAndGet();
              into.write(bytes());
            });
    ExecutorService askers = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> ask =
          () -> {
            fetcher.fetch(ID);
            return store().has(ID);
          };
      for (Future<Boolean> answer : askers.invokeAll(Collections.nCopies(4, ask))) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      askers.shutdownNow();
    }

    assertThat(downloads).hasValue(1);
  }

  private ArtifactFetcher ofTexts(long budgetBytes) {
    return new ArtifactFetcher(
        store(), ArtifactFetcherTest::text, clock, clock, new Random(1), budgetBytes);
  }

  private static void text(String id, long offset, OutputStream into) throws IOException {
    for (String text : List.of("bundle-001", "bundle-002", "bundle-003")) {
      if (idOf(text).equals(id)) {
        into.write(text.substring((int) offset).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String idOf(String text) {
    return Digests.sha256(text);
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
