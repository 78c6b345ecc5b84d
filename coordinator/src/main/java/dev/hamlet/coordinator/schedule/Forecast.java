package dev.hamlet.coordinator.schedule;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When work that waits or runs is expected to be done. */
public final class Forecast {

  private Forecast() {}

  /**
   * Seconds until an experiment is expected to be through: the last of the devices that alone may
   * do some of it, and of those that share the rest, each with what goes before it by rank. If
   * nobody who may share it works, as if one did.
   *
   * @param works whether a device goes on with what it has and takes more
   * @param nowNs coordinator monotonic ns
   * @return 0 if nothing of it waits or runs
   */
  public static double secondsUntil(
      Backlog backlog, ExperimentRank rank, Predicate<String> works, Costs costs, long nowNs) {
    Lineups lineups = new Lineups(backlog, works, costs, nowNs);
    double shared =
        backlog.poolsOf(rank).stream()
            .filter(Pool::isMovable)
            .mapToDouble(pool -> level(lineups.of(pool), pool))
            .max()
            .orElse(0);
    Stream<String> alone =
        backlog.poolsOf(rank).stream()
            .filter(pool -> !pool.isMovable())
            .flatMap(pool -> pool.able().stream());
    return Stream.concat(alone, backlog.running(rank.experimentId()))
        .mapToDouble(device -> backlog.secondsBefore(device, rank, nowNs))
        .reduce(shared, Math::max);
  }

  /**
   * Seconds until boards would be through with more work, each after all that it has before it.
   *
   * @param secondsByDevice what each would have to do
   * @param shared whether they may take it from each other
   */
  public static double secondsWith(
      Backlog backlog, Map<String, Double> secondsByDevice, boolean shared) {
    if (!shared) {
      return secondsByDevice.entrySet().stream()
          .mapToDouble(one -> backlog.secondsOf(one.getKey()) + one.getValue())
          .max()
          .orElse(0);
    }
    List<Lineup.Place> places =
        secondsByDevice.keySet().stream()
            .map(device -> new Lineup.Place(device, backlog.secondsOf(device), 1))
            .toList();
    double work = secondsByDevice.values().stream().mapToDouble(Double::doubleValue).sum();
    return places.isEmpty() ? 0 : new Lineup(places, work).levelSeconds();
  }

  private static double level(Lineup lineup, Pool pool) {
    double level = lineup.levelSeconds();
    return Double.isFinite(level) ? level : pool.seconds();
  }
}
