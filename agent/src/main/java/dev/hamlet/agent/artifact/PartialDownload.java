package dev.hamlet.agent.artifact;

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
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Brings the beginning of a bundle to its end, over as many links as it takes. What has come stays
 * on disk under the bundle's name, whatever goes wrong.
 *
 * <p>Threads: one at a time.
 */
final class PartialDownload {

  private static final int LINK_ATTEMPTS = 8;

  private final ArtifactFolder folder;
  private final ChunkSource source;
  private final MonotonicClock clock;
  private final Waiter waiter;
  private final RandomGenerator random;
  private long resumed;

  PartialDownload(
      ArtifactFolder folder,
      ChunkSource source,
      MonotonicClock clock,
      Waiter waiter,
      RandomGenerator random) {
    this.folder = folder;
    this.source = source;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
  }

  /** Downloads that did not begin at the first byte. */
  long resumed() {
    return resumed;
  }

  /**
   * Returns once all bytes came.
   *
   * @param makeRoom deletes something if the disk is full; false if there is nothing to delete
   */
  void complete(String id, BooleanSupplier makeRoom) throws InterruptedException {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
    for (int attempt = 1; ; attempt++) {
      try {
        append(id);
        return;
      } catch (IOException e) {
        if (!makeRoom.getAsBoolean()) {
          throw diskRefuses(id, e);
        }
        continue;
      } catch (HamletException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || attempt == LINK_ATTEMPTS) {
          folder.deleteEmptyPart(id);
          throw beyondItsEnd(id, e);
        }
      }
      waiter.waitUntil(clock.monotonicNs() + backoff.nextNs());
    }
  }

  private void append(String id) throws IOException {
    Path part = folder.part(id);
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long hasBytes = Files.size(part);
      resumed += hasBytes > 0 ? 1 : 0;
      source.download(id, hasBytes, out);
    }
  }

  /** A beginning that is longer than the bundle is none: the next attempt starts afresh. */
  private HamletException beyondItsEnd(String id, HamletException failure) {
    if (failure.code() == ErrorCode.INVALID_INPUT) {
      folder.delete(id);
    }
    return failure;
  }

  private HamletException diskRefuses(String id, IOException cause) {
    return new HamletException(
        ErrorCode.RESOURCE,
        "cannot write artifact "
            + id
            + " to "
            + folder.part(id)
            + " ("
            + cause.getMessage()
            + "): make room, or see whether the file system is read-only",
        cause);
  }
}
