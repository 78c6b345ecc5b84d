package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.PlannedCell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an experiment will measure where.
 *
 * @param groups cell groups, by device in the order of their names
 * @param expected time that the least number of trials takes, devices side by side; the time limit
 *     if that is less
 */
public record Plan(List<PlannedGroup> groups, Duration expected) {

  /** Copies the groups. */
  public Plan {
    groups = List.copyOf(groups);
  }

  /** All cells, group by group; each is made when it is asked for, and none is kept. */
  public List<PlannedCell> cells() {
    return new CellsOfPlan(groups);
  }

  /** Time on all devices together, for the least number of trials. */
  public Duration boardTime() {
    return groups.stream().map(PlannedGroup::leastTime).reduce(Duration.ZERO, Duration::plus);
  }

  static Plan of(List<PlannedGroup> groups) {
    Duration longest =
        groups.stream()
            .collect(
                Collectors.groupingBy(
                    group -> group.group().device(),
                    Collectors.reducing(Duration.ZERO, PlannedGroup::leastTime, Duration::plus)))
            .values()
            .stream()
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return new Plan(groups, longest);
  }
}
