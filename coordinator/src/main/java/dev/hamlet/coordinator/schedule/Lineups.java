package dev.hamlet.coordinator.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who shares which pool, at one moment; each is worked out when it is asked for first. */
final class Lineups {

  private final Backlog backlog;
  private final Predicate<String> takesPart;
  private final Costs costs;
  private final long nowNs;
  private final Map<Pool, Lineup> known = new HashMap<>();

  /**
   * @param takesPart whether a device will do some of what it may run
   * @param nowNs coordinator monotonic ns
   */
  Lineups(Backlog backlog, Predicate<String> takesPart, Costs costs, long nowNs) {
    this.backlog = backlog;
    this.takesPart = takesPart;
    this.costs = costs;
    this.nowNs = nowNs;
  }

  Lineup of(Pool pool) {
    return known.computeIfAbsent(pool, this::find);
  }

  /** A device has got a group. */
  void granted(OpenGroup group, String device) {
    known.values().forEach(lineup -> lineup.granted(group, device));
  }

  private Lineup find(Pool pool) {
    OpenGroup any = pool.any();
    List<Lineup.Place> places =
        pool.able().stream()
            .filter(takesPart)
            .map(
                device ->
                    new Lineup.Place(
                        device,
                        backlog.secondsBefore(device, pool.rank(), nowNs),
                        costs.pace(any, device)))
            .toList();
    return new Lineup(places, secondsWithin(pool));
  }

  /** With what goes before it and is bound to some of the same devices. */
  private double secondsWithin(Pool pool) {
    return backlog
        .movable(pool.rank())
        .filter(other -> other.able() == pool.able() || pool.able().containsAll(other.able()))
        .mapToDouble(Pool::secondsAtPar)
        .sum();
  }
}
