package dev.hamlet.coordinator.health;

import java.util.Set;

/**
 * The fleet at one moment; meters and what is retired are not of it.
 *
 * @param known its boards, whether they are heard or not
 * @param heard those that are
 */
public record FleetNow(Set<String> known, Set<String> heard) {

  /** Copies the sets. */
  public FleetNow {
    known = Set.copyOf(known);
    heard = Set.copyOf(heard);
  }
}
