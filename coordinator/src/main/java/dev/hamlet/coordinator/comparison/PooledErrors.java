package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.statistics.interval.SystematicLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the mean over the trials of several boards may be off for good. The sensors of two boards
 * are two draws: each board's limits count by its share of the trials, and apart from the others'.
 */
public final class PooledErrors {

  private PooledErrors() {}

  /**
   * One board of the pool.
   *
   * @param errors limits of its sensor; empty if it states none
   * @param trials its valid trials
   * @param mean its own mean of the figure
   * @param offsetSeconds what an offset in watts is multiplied with, see {@link SensorErrors}
   */
  public record Share(
      Optional<SensorErrors> errors, long trials, double mean, double offsetSeconds) {}

  /** Of all trials together; empty if a board with trials states no limits, or none has trials. */
  public static Optional<SystematicLimits> limits(List<Share> boards) {
    List<Share> used = boards.stream().filter(board -> board.trials() > 0).toList();
    if (used.isEmpty() || used.stream().anyMatch(board -> board.errors().isEmpty())) {
      return Optional.empty();
    }
    double trials = used.stream().mapToLong(Share::trials).sum();
    List<Double> halfWidths = new ArrayList<>();
    for (Share board : used) {
      SensorErrors errors = board.errors().orElseThrow();
      double share = board.trials() / trials;
      errors
          .gainRatioLimits()
          .forEach(ratio -> halfWidths.add(share * Math.abs(board.mean()) * ratio));
      errors
          .offsetWattsLimits()
          .forEach(watts -> halfWidths.add(share * board.offsetSeconds() * watts));
    }
    return Optional.of(new SystematicLimits(List.of(), halfWidths));
  }
}
