package dev.hamlet.agent.artifact;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.Backoff;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Downloads artifacts into a store. A broken link is tried again from the byte it broke at; a
 * bundle whose hash differs is fetched once more from its start.
 *
 * <p>Threads: one at a time.
 */
public final class ArtifactFetcher {

  private static final int LINK_ATTEMPTS = 8;
  private static final int HASH_ATTEMPTS = 2;

  private final ArtifactStore store;
  private final ChunkSource source;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final RandomGenerator random;

  /** A fetcher that fills a store from a source. */
  public ArtifactFetcher(
      ArtifactStore store,
      ChunkSource source,
      MonotonicClock clock,
      Waiter waiter,
      RandomGenerator random) {
    this.store = store;
    this.source = source;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
  }

  /**
   * Returns once the store has the artifact; at once if it has it already.
   *
   * @throws HamletException NOT_FOUND, DATA_LOSS (hash differs twice), UNAVAILABLE (the link stayed
   *     down) or RESOURCE (disk), naming the artifact
   */
  public void fetch(String id) throws InterruptedException {
    for (int attempt = 1; !store.has(id); attempt++) {
      try {
        fetchOnce(id);
      } catch (HamletException e) {
        if (e.code() != ErrorCode.DATA_LOSS || attempt == HASH_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void fetchOnce(String id) throws InterruptedException {
    Path part = store.newPart();
    try {
      download(id, part);
      store.adopt(part, id);
    } finally {
      delete(part);
    }
  }

  private void download(String id, Path part) throws InterruptedException {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
    for (int attempt = 1; ; attempt++) {
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
        source.download(id, Files.size(part), out);
        return;
      } catch (IOException e) {
        throw new HamletException(
            ErrorCode.RESOURCE, "cannot write artifact " + id + " to " + part, e);
      } catch (HamletException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || attempt == LINK_ATTEMPTS) {
          throw e;
        }
      }
      waiter.waitUntil(clock.monotonicNs() + backoff.nextNs());
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot delete " + part, e);
    }
  }
}
