package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The points of a matrix, each made when it is asked for: what stays in memory is the number of
 * each point that is left of the product, and the points that were added.
 */
final class MatrixPoints extends AbstractList<MatrixPoint> implements RandomAccess {

  /** An include entry that adds its values to points. */
  record Extension(AxisPattern pattern, Map<String, String> values) {}

  private final List<String> names;
  private final List<List<String>> axes;
  private final int[] kept;
  private final List<Extension> extensions;
  private final List<MatrixPoint> added;

  MatrixPoints(Matrix matrix, int[] kept, List<Extension> extensions, List<MatrixPoint> added) {
    this.names = List.copyOf(matrix.axes().keySet());
    this.axes = List.copyOf(matrix.axes().values());
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

  /** The values of a point: its number written in the mixed radix of the axes' sizes. */
  private List<String> valuesAt(int number) {
    String[] values = new String[axes.size()];
    int rest = number;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      List<String> choices = axes.get(axis);
      values[axis] = choices.get(rest % choices.size());
      rest /= choices.size();
    }
    return List.of(values);
  }
}
