package dev.hamlet.common.axis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what cells differ in, one after the other: each is held against the first, so that very
 * many take no room. Not shared by threads.
 */
public final class AxisComparison {

  private final Map<String, Boolean> varies = new LinkedHashMap<>();
  private @Nullable CellAxes first;

  /** Looks at one more cell. */
  public void add(CellAxes cell) {
    CellAxes known = first;
    if (known == null) {
      first = cell;
      cell.values().keySet().forEach(axis -> varies.put(axis, false));
    } else if (!known.equals(cell)) {
      known.values().forEach((axis, value) -> compare(axis, value, cell));
      cell.values().keySet().stream()
          .filter(axis -> !known.values().containsKey(axis))
          .forEach(axis -> varies.put(axis, true));
    }
  }

  private void compare(String axis, String value, CellAxes cell) {
    if (!value.equals(cell.values().get(axis))) {
      varies.put(axis, true);
    }
  }

  /** What differed so far, in the order of the cells' axes. */
  public VaryingAxes found() {
    return new VaryingAxes(
        varies.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList());
  }
}
