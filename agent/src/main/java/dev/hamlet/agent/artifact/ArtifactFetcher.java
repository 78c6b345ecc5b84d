package dev.hamlet.agent.artifact;

import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.security.Digests;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache of artifacts: downloads what is missing, within a budget of bytes.
 *
 * <p>A download that was cut goes on at the byte it broke at, also in a later life of the agent;
 * its hash is checked when it is whole, and one that differs is thrown away and fetched once more
 * from its start. The hash of a bundle from an earlier life is checked when it is used first, and
 * its content unpacked anew: a power cut may have left either damaged.
 *
 * <p>Threads: any. One artifact is fetched at a time; who asks for the same waits and shares it.
 */
public final class ArtifactFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(ArtifactFetcher.class);
  private static final int HASH_ATTEMPTS = 2;

  private final ArtifactStore store;
  private final ArtifactFolder folder;
  private final CacheRoom room;
  private final PartialDownload downloads;
  private final Set<String> checked = new HashSet<>();
  private long asked;
  private long hits;
  private long fetched;
  private long failures;
  private long corrupt;
  private volatile DiskUse.Cache use;

  /** A cache of any size. */
  public ArtifactFetcher(
      ArtifactStore store,
      ChunkSource source,
      MonotonicClock clock,
      Waiter waiter,
      RandomGenerator random) {
    this(store, source, clock, waiter, random, Long.MAX_VALUE);
  }

  /**
   * A cache that a store holds and a source fills.
   *
   * @param budgetBytes for bundles, what is unpacked of them, and beginnings
   */
  public ArtifactFetcher(
      ArtifactStore store,
      ChunkSource source,
      MonotonicClock clock,
      Waiter waiter,
      RandomGenerator random,
      long budgetBytes) {
    this.store = store;
    this.folder = new ArtifactFolder(store);
    this.room = new CacheRoom(folder, budgetBytes);
    this.downloads = new PartialDownload(folder, source, clock, waiter, random);
    this.use = new DiskUse.Cache(0, 0, 0, room.heldBytes(), budgetBytes);
  }

  /** The artifacts that must stay from now on, as a lease needs them; all others may go. */
  public synchronized void keep(Set<String> ids) {
    room.keep(ids);
  }

  /**
   * Returns once the store has the artifact, whole; at once if it has it already.
   *
   * @throws HamletException NOT_FOUND, DATA_LOSS (hash differs twice), UNAVAILABLE (the link stayed
   *     down) or RESOURCE (the disk is full or cannot be written), naming the artifact
   */
  public synchronized void fetch(String id) throws InterruptedException {
    asked++;
    try {
      if (isWhole(id)) {
        hits++;
      } else {
        download(id);
        fetched++;
      }
      folder.used(id);
    } catch (RuntimeException | InterruptedException e) {
      failures++;
      throw e;
    } finally {
      use = use(use.heldBytes());
    }
  }

  private DiskUse.Cache use(long heldBytes) {
    return new DiskUse.Cache(
        hits, asked - hits, room.evictedBytes(), heldBytes, room.budgetBytes());
  }

  /** What is held, as of the last artifact that was asked for; waits for nothing. */
  public DiskUse.Cache use() {
    return use;
  }

  /**
   * The folder with an artifact's content, once it is fetched.
   *
   * @throws HamletException RESOURCE if the disk has no room for it
   */
  public synchronized Path content(String id) {
    try {
      return store.content(id);
    } catch (UncheckedIOException first) {
      folder.deleteHalfUnpacked(id);
      if (room.makeAllRoom(id)) {
        return content(id);
      }
      throw new HamletException(
          ErrorCode.RESOURCE,
          "cannot unpack artifact "
              + id
              + " ("
              + first.getCause()
              + "): make room, or see whether the file system is read-only",
          first);
    }
  }

  /** What became of everything that was asked for. */
  public synchronized CacheCounters counters() {
    return new CacheCounters(
        asked,
        hits,
        fetched,
        failures,
        downloads.resumed(),
        corrupt,
        room.evicted(),
        room.heldBytes());
  }

  private boolean isWhole(String id) {
    if (!store.has(id)) {
      checked.remove(id);
      return false;
    }
    if (checked.contains(id)) {
      return true;
    }
    if (Digests.sha256(store.bundle(id)).equals(id)) {
      forgetContent(id);
      checked.add(id);
      return true;
    }
    LOG.warn("artifact {} is damaged on this disk: it is fetched anew", id);
    corrupt++;
    folder.delete(id);
    return false;
  }

  /** On a file system that became read-only the content of the earlier life must do. */
  private void forgetContent(String id) {
    try {
      folder.deleteContent(id);
    } catch (HamletException e) {
      LOG.warn("{}; it is used as it is", e.getMessage());
    }
  }

  private void download(String id) throws InterruptedException {
    for (int attempt = 1; !checked.contains(id); attempt++) {
      downloads.complete(id, () -> room.makeAllRoom(id));
      try {
        store.adopt(folder.part(id), id);
        checked.add(id);
      } catch (HamletException e) {
        corrupt++;
        if (e.code() != ErrorCode.DATA_LOSS || attempt == HASH_ATTEMPTS) {
          throw e;
        }
      }
    }
    folder.used(id);
    room.makeRoom(id);
    use = use(room.heldBytes());
  }
}
