package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.PlannedCell;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The cells of groups, one group after the other, without a copy. */
final class CellsOfPlan extends AbstractList<PlannedCell> implements RandomAccess {

  private final List<PlannedGroup> groups;
  private final int[] ends;

  CellsOfPlan(List<PlannedGroup> groups) {
    this.groups = groups;
    this.ends = new int[groups.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, groups.get(i).cells().size());
      ends[i] = end;
    }
  }

  @Override
  public PlannedCell get(int index) {
    int found = Arrays.binarySearch(ends, index + 1);
    int group = found < 0 ? -found - 1 : found;
    return groups.get(group).cells().get(index - (group == 0 ? 0 : ends[group - 1]));
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }
}
