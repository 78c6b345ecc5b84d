package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.time.Duration;

/**
 * The right to run a cell group until it expires, renewed by every heartbeat that names it.
 *
 * @param leaseId names it on the wire
 * @param fencingToken grows with every lease ever given; what a returning zombie cannot have
 * @param group what it gives the right to
 * @param expiresNs coordinator monotonic ns from which on it is lapsed
 */
public record Lease(String leaseId, long fencingToken, CellGroup group, long expiresNs) {

  /** How long a lease lasts without being renewed. */
  public static final Duration DURATION = Duration.ofSeconds(60);

  /** The same lease, with its whole duration before it again. */
  public Lease renewed(long nowNs) {
    return new Lease(leaseId, fencingToken, group, nowNs + DURATION.toNanos());
  }

  /** Whether it has run out. */
  public boolean lapsed(long nowNs) {
    return nowNs - expiresNs >= 0;
  }
}
