package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The axis values of an entry of exclude or include, as digits of a point's number: a million
 * points are compared without making one of them.
 */
final class AxisPattern {

  private record Digit(int stride, int base, int wanted) {}

  private final List<Digit> digits;
  private final boolean possible;

  private AxisPattern(List<Digit> digits, boolean possible) {
    this.digits = digits;
    this.possible = possible;
  }

  /** The pattern of an entry; values of names that are no axes are left aside. */
  static AxisPattern of(Matrix matrix, Map<String, String> entry) {
    List<Digit> digits = new ArrayList<>();
    boolean possible = true;
    int stride = (int) matrix.productSize();
    for (Map.Entry<String, List<String>> axis : matrix.axes().entrySet()) {
      stride /= axis.getValue().size();
      String wanted = entry.get(axis.getKey());
      if (wanted != null) {
        int index = axis.getValue().indexOf(wanted);
        possible &= index >= 0;
        if (axis.getValue().size() > 1) {
          digits.add(new Digit(stride, axis.getValue().size(), index));
        }
      }
    }
    return new AxisPattern(digits, possible);
  }

  /** Whether the point of the product with that number has all the values. */
  boolean matches(int number) {
    for (Digit digit : digits) {
      if (number / digit.stride() % digit.base() != digit.wanted()) {
        return false;
      }
    }
    return possible;
  }
}
