package dev.hamlet.coordinator.comparison;

import dev.hamlet.common.statistics.compare.Series;
import dev.hamlet.coordinator.result.TrialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the rounds of a device, so that trials of one round can be paired: a round is named by
 * the lease it belongs to and its number there.
 */
final class Rounds {

  private final Map<List<Long>, Integer> numbers = new HashMap<>();

  /** The figure of valid trials with their rounds. */
  Series series(Figure figure, List<TrialResult> valid) {
    return new Series(figure.values(valid), valid.stream().mapToInt(this::number).toArray());
  }

  private int number(TrialResult trial) {
    List<Long> round = List.of(trial.fencingToken(), (long) trial.round());
    return numbers.computeIfAbsent(round, it -> numbers.size());
  }
}
