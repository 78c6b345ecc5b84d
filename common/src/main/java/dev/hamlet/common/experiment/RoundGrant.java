package dev.hamlet.common.experiment;

import java.util.List;

/**
 * One pass over the unfinished cells of a group; granted ahead of need.
 *
 * @param lease the lease it belongs to
 * @param round 1, 2, ... within the lease
 * @param visits the visits, in the order to run them
 */
public record RoundGrant(LeaseRef lease, int round, List<Visit> visits) {

  /** Copies the list. */
  public RoundGrant {
    visits = List.copyOf(visits);
  }
}
