package dev.hamlet.common.axis;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The axes that tell cells of the same model, variant and device apart; every view of cells shows
 * them, and those that all share only once.
 *
 * @param names axes of which cells have unequal values, or only some have one
 */
public record VaryingAxes(List<String> names) {

  /** Copies the names. */
  public VaryingAxes {
    names = List.copyOf(names);
  }

  /** Those that vary among these cells; the order is that of the cells' axes. */
  public static VaryingAxes among(Iterable<CellAxes> cells) {
    Map<String, String> common = new LinkedHashMap<>();
    Set<CellAxes> seen = new HashSet<>();
    Map<String, Boolean> varies = new LinkedHashMap<>();
    for (CellAxes cell : cells) {
      if (seen.isEmpty()) {
        common.putAll(cell.values());
      }
      if (seen.add(cell)) {
        cell.values()
            .forEach((axis, value) -> differs(varies, axis, !value.equals(common.get(axis))));
        common.keySet().forEach(axis -> differs(varies, axis, !cell.values().containsKey(axis)));
      }
    }
    return new VaryingAxes(varies.keySet().stream().filter(varies::get).toList());
  }

  private static void differs(Map<String, Boolean> varies, String axis, boolean here) {
    varies.merge(axis, here, Boolean::logicalOr);
  }

  /** Those that are known to vary; if none are, those that vary among the cells at hand. */
  public static VaryingAxes known(List<String> names, Collection<CellAxes> atHand) {
    return names.isEmpty() ? among(atHand) : new VaryingAxes(names);
  }

  /** Whether cells differ in nothing but model, variant and device. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** What tells a cell apart, as {@code threads=2, optimizer=off}; empty if nothing does. */
  public String label(CellAxes cell) {
    return names.stream()
        .filter(cell.values()::containsKey)
        .map(axis -> axis + "=" + Objects.requireNonNull(cell.values().get(axis)))
        .collect(Collectors.joining(", "));
  }

  /** The same after a comma and a space, for the end of a cell's name. */
  public String suffix(CellAxes cell) {
    String label = label(cell);
    return label.isEmpty() ? "" : ", " + label;
  }

  /** What all cells share, from one of them, as {@code runtime=tensorflow, input=3}. */
  public String shared(CellAxes cell) {
    return cell.values().entrySet().stream()
        .filter(axis -> !names.contains(axis.getKey()))
        .map(axis -> axis.getKey() + "=" + axis.getValue())
        .collect(Collectors.joining(", "));
  }
}
