package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The points of a matrix, each made when it is asked for: what stays in memory is the number of
 * each point that is left of the product, and the points that were added.
 */
final class MatrixPoints extends AbstractList<MatrixPoint> implements RandomAccess {

  /** An include entry that adds its values to points. */
  record Extension(AxisPattern pattern, Map<String, String> values) {}

  private final List<String> names;
  private final String[][] axes;
  private final String[] first;
  private final int[] choices;
  private final int[] kept;
  private final List<Extension> extensions;
  private final List<MatrixPoint> added;

  MatrixPoints(Matrix matrix, int[] kept, List<Extension> extensions, List<MatrixPoint> added) {
    this.names = List.copyOf(matrix.axes().keySet());
    this.axes =
        matrix.axes().values().stream()
            .map(values -> values.toArray(String[]::new))
            .toArray(String[][]::new);
    this.first =
        Arrays.stream(axes)
            .map(values -> values.length == 0 ? "" : values[0])
            .toArray(String[]::new);
    this.choices = IntStream.range(0, axes.length).filter(i -> axes[i].length > 1).toArray();
    this.kept = kept;
    this.extensions = List.copyOf(extensions);
    this.added = List.copyOf(added);
  }

  @Override
  public MatrixPoint get(int index) {
    if (index >= kept.length) {
      return added.get(index - kept.length);
    }
    MatrixPoint point = new MatrixPoint(names, valuesAt(kept[index]));
    for (Extension extension : extensions) {
      if (extension.pattern().matches(kept[index])) {
        point = point.with(extension.values());
      }
    }
    return point;
  }

  @Override
  public int size() {
    return kept.length + added.size();
  }

  /**
   * The values of a point: its number written in the mixed radix of the axes' sizes. Axes with one
   * value, which most are, are digits that are always zero.
   */
  private List<String> valuesAt(int number) {
    String[] values = first.clone();
    int rest = number;
    for (int i = choices.length - 1; i >= 0; i--) {
      String[] axis = axes[choices[i]];
      values[choices[i]] = axis[rest % axis.length];
      rest /= axis.length;
    }
    return List.of(values);
  }
}
