package dev.hamlet.agent.artifact;

import dev.hamlet.agent.artifact.ArtifactFolder.Held;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache within its budget: what has not been used for the longest goes first, and never
 * what an open lease needs, even if that alone is more than the budget.
 *
 * <p>Threads: one at a time.
 */
final class CacheRoom {

  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);

  private final ArtifactFolder folder;
  private final long budgetBytes;
  private Set<String> needed = Set.of();
  private boolean warned;
  private long evicted;
  private long evictedBytes;

  CacheRoom(ArtifactFolder folder, long budgetBytes) {
    this.folder = folder;
    this.budgetBytes = budgetBytes;
  }

  /** What must stay from now on; what had to stay before need not any more. */
  void keep(Set<String> ids) {
    needed = Set.copyOf(ids);
  }

  /**
   * Deletes until the budget holds, or until only what is needed is left.
   *
   * @param inHand an artifact that stays as well
   */
  void makeRoom(String inHand) {
    shrinkTo(budgetBytes, inHand);
  }

  /** The disk is full: deletes all that is not needed. Whether there was anything. */
  boolean makeAllRoom(String inHand) {
    return shrinkTo(0, inHand);
  }

  private boolean shrinkTo(long goalBytes, String inHand) {
    List<Held> held = folder.held();
    long heldBytes = held.stream().mapToLong(Held::sizeBytes).sum();
    long before = evicted;
    for (Held oldest : held) {
      boolean stays = needed.contains(oldest.id()) || oldest.id().equals(inHand);
      if (heldBytes > goalBytes && !stays) {
        folder.delete(oldest.id());
        heldBytes -= oldest.sizeBytes();
        evicted++;
        evictedBytes += oldest.sizeBytes();
      }
    }
    if (heldBytes > budgetBytes && !warned) {
      warned = true;
      LOG.warn(
          "the artifacts of one lease take {} bytes, more than --cache-budget ({}): they stay",
          heldBytes,
          budgetBytes);
    }
    return evicted > before;
  }

  /** Bundles that were deleted for others. */
  long evicted() {
    return evicted;
  }

  /** Bytes of these. */
  long evictedBytes() {
    return evictedBytes;
  }

  /** Bytes of all that is held: looks at the disk. */
  long heldBytes() {
    return folder.held().stream().mapToLong(Held::sizeBytes).sum();
  }

  long budgetBytes() {
    return budgetBytes;
  }
}
