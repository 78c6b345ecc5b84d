package dev.hamlet.coordinator.export.view;

import dev.hamlet.coordinator.cell.progress.CellSnapshot;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.export.view.ExperimentView.CellKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives each cell of an experiment the labels that tell it from all others: known axes have labels
 * of their own, what is left is one. Not safe for threads.
 */
final class CellKeys {

  private static final int LONGEST = 200;

  private final Set<String> twins;
  private final Set<CellKey> given = new HashSet<>();

  CellKeys(Set<String> twins) {
    this.twins = twins;
  }

  /** The key of a cell; cells that differ in nothing but their protocol differ by their ids. */
  CellKey of(CellSnapshot cell) {
    PlannedCell plan = cell.plan();
    CellKey key = key(plan, options(plan));
    if (!given.add(key)) {
      key = key(plan, options(plan) + ",cell=" + plan.cellId());
      given.add(key);
    }
    return key;
  }

  private CellKey key(PlannedCell plan, String options) {
    String device = plan.group().device();
    return new CellKey(
        device,
        plan.spec().model(),
        plan.spec().variant(),
        plan.spec().runtime(),
        plan.spec().threads(),
        plan.group().powerMode(),
        options,
        twins.contains(device));
  }

  private static String options(PlannedCell plan) {
    Map<String, String> axes = new TreeMap<>(plan.spec().options());
    if (!plan.spec().cores().isEmpty()) {
      axes.put("cores", plan.spec().cores());
    }
    axes.put("input", Integer.toString(plan.spec().inputIndex()));
    String text =
        axes.entrySet().stream()
            .map(axis -> axis.getKey() + "=" + axis.getValue())
            .collect(Collectors.joining(","));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
