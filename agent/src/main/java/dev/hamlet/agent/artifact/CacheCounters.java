package dev.hamlet.agent.artifact;

/**
 * What the cache of artifacts did in this life of the agent. Identity: {@code asked = hits +
 * downloads + failures}, once nobody waits.
 *
 * @param asked artifacts that were asked for
 * @param hits of these, whole and held already
 * @param downloads of these, fetched; one that several ask for at once counts for each
 * @param failures of these, neither
 * @param resumed downloads that went on where an earlier one was cut
 * @param corrupt bundles or beginnings whose bytes were not what their name says, thrown away
 * @param evicted bundles that were deleted for others
 * @param heldBytes bytes of all that is held
 */
public record CacheCounters(
    long asked,
    long hits,
    long downloads,
    long failures,
    long resumed,
    long corrupt,
    long evicted,
    long heldBytes) {

  /** For the log. */
  public String sentence() {
    return "artifacts: %d asked for, %d held, %d fetched (%d resumed), %d failed; %d damaged, %d evicted, %d bytes held"
        .formatted(asked, hits, downloads, resumed, failures, corrupt, evicted, heldBytes);
  }
}
