package dev.hamlet.common.axis;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
    AxisComparison comparison = new AxisComparison();
    cells.forEach(comparison::add);
    return comparison.found();
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
