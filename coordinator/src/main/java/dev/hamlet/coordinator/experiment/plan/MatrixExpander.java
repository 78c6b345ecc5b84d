package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expands a matrix in the order of GitHub Actions: the product of the axes, minus the points that
 * an exclude entry agrees with, plus the include entries. An include entry adds its further values
 * to every point of the (reduced) product that it can be added to without changing the value of an
 * axis; if there is none, it is a point of its own.
 */
public final class MatrixExpander {

  private final Matrix matrix;
  private final List<IncompleteInclude> incomplete = new ArrayList<>();

  /**
   * An include entry that would be a point of its own but leaves an axis open.
   *
   * @param index its place among the include entries
   * @param axis the axis, which has several values to choose from
   */
  public record IncompleteInclude(int index, String axis) {}

  /**
   * The points of a matrix.
   *
   * @param points without duplicates, the last axis varied fastest
   * @param incomplete include entries that could not be used
   */
  public record Expansion(List<MatrixPoint> points, List<IncompleteInclude> incomplete) {

    /** Copies the lists. */
    public Expansion {
      points = List.copyOf(points);
      incomplete = List.copyOf(incomplete);
    }
  }

  private MatrixExpander(Matrix matrix) {
    this.matrix = matrix;
  }

  /** All points of a matrix; IllegalArgumentException if its product is beyond the bound. */
  public static Expansion expand(Matrix matrix) {
    if (matrix.productSize() > Matrix.MAX_POINTS) {
      throw new IllegalArgumentException(
          matrix.productSize() + " points are more than " + Matrix.MAX_POINTS);
    }
    return new MatrixExpander(matrix).expansion();
  }

  private Expansion expansion() {
    List<MatrixPoint> product = product();
    product.removeIf(point -> matrix.exclude().stream().anyMatch(point::agreesWith));
    List<MatrixPoint> extended = new ArrayList<>(product);
    Set<MatrixPoint> added = new LinkedHashSet<>();
    for (int i = 0; i < matrix.include().size(); i++) {
      if (!extend(product, extended, matrix.include().get(i))) {
        append(i, matrix.include().get(i), added);
      }
    }
    extended.addAll(added);
    return new Expansion(added.isEmpty() ? extended : distinct(extended), incomplete);
  }

  private List<MatrixPoint> product() {
    List<String> names = List.copyOf(matrix.axes().keySet());
    List<List<String>> axes = List.copyOf(matrix.axes().values());
    int size = (int) matrix.productSize();
    List<MatrixPoint> points = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      points.add(new MatrixPoint(names, valuesAt(i, axes)));
    }
    return points;
  }

  /** The i-th point: i written in the mixed radix of the axes' sizes. */
  private static List<String> valuesAt(int i, List<List<String>> axes) {
    String[] values = new String[axes.size()];
    int rest = i;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      List<String> choices = axes.get(axis);
      values[axis] = choices.get(rest % choices.size());
      rest /= choices.size();
    }
    return List.of(values);
  }

  private boolean extend(
      List<MatrixPoint> product, List<MatrixPoint> extended, Map<String, String> entry) {
    Map<String, String> onAxes = new LinkedHashMap<>(entry);
    onAxes.keySet().retainAll(matrix.axes().keySet());
    boolean used = false;
    for (int i = 0; i < product.size(); i++) {
      if (product.get(i).agreesWith(onAxes)) {
        extended.set(i, extended.get(i).with(entry));
        used = true;
      }
    }
    return used;
  }

  private void append(int index, Map<String, String> entry, Set<MatrixPoint> added) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> axis : matrix.axes().entrySet()) {
      String value = entry.get(axis.getKey());
      if (value == null && axis.getValue().size() > 1) {
        incomplete.add(new IncompleteInclude(index, axis.getKey()));
        return;
      }
      values.put(axis.getKey(), value == null ? axis.getValue().get(0) : value);
    }
    values.putAll(entry);
    added.add(new MatrixPoint(List.copyOf(values.keySet()), List.copyOf(values.values())));
  }

  private static List<MatrixPoint> distinct(List<MatrixPoint> points) {
    return List.copyOf(new LinkedHashSet<>(points));
  }
}
