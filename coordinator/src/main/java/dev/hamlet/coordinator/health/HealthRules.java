package dev.hamlet.coordinator.health;

import java.time.Duration;
import java.util.List;

/**
 * When a device is kept from work, and when it comes back.
 *
 * @param failuresInARow infrastructure failures in a row that quarantine a device
 * @param devicesThatBlame devices that a cell fails on before it is blamed itself
 * @param passesToRelease golden-model checks in a row that end a quarantine
 * @param tries waiting times before the first, second, ... check of a quarantined device; the last
 *     one stays
 * @param releasesADay releases without a person within 24 h; after that many a person must
 * @param checkEvery a device in work is checked this long after its last check
 * @param checkAfterCells or after so many cells
 * @param retryAfter a check without a figure is tried again after this long
 */
public record HealthRules(
    int failuresInARow,
    int devicesThatBlame,
    int passesToRelease,
    List<Duration> tries,
    int releasesADay,
    Duration checkEvery,
    int checkAfterCells,
    Duration retryAfter) {

  /** Judgement, not fact; see docs/health.md. */
  public static final HealthRules DEFAULT =
      new HealthRules(
          3,
          2,
          2,
          List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30)),
          3,
          Duration.ofHours(24),
          50,
          Duration.ofMinutes(5));

  /** Copies the waiting times. */
  public HealthRules {
    tries = List.copyOf(tries);
  }

  /** How long to wait before the next check of a device that was tried so often. */
  Duration beforeTry(int triesSoFar) {
    return tries.get(Math.min(triesSoFar, tries.size() - 1));
  }
}
