package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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
   * @param points without duplicates, the last axis varied fastest; each is made when it is asked
   *     for
   * @param incomplete include entries that could not be used
   */
  public record Expansion(List<MatrixPoint> points, List<IncompleteInclude> incomplete) {

    /** Copies the list of entries; the points are immutable. */
    public Expansion {
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
    int[] kept = kept();
    List<MatrixPoints.Extension> extensions = new ArrayList<>();
    Set<MatrixPoint> added = new LinkedHashSet<>();
    for (int i = 0; i < matrix.include().size(); i++) {
      Map<String, String> entry = matrix.include().get(i);
      AxisPattern pattern = AxisPattern.of(matrix, entry);
      if (Arrays.stream(kept).anyMatch(pattern::matches)) {
        extensions.add(new MatrixPoints.Extension(pattern, entry));
      } else {
        append(i, entry, added);
      }
    }
    return new Expansion(
        new MatrixPoints(matrix, kept, extensions, List.copyOf(added)), incomplete);
  }

  /** Numbers of the points of the product that no exclude entry agrees with. */
  private int[] kept() {
    List<AxisPattern> excluded =
        matrix.exclude().stream()
            .filter(entry -> matrix.axes().keySet().containsAll(entry.keySet()))
            .map(entry -> AxisPattern.of(matrix, entry))
            .toList();
    return IntStream.range(0, (int) matrix.productSize())
        .filter(number -> excluded.stream().noneMatch(pattern -> pattern.matches(number)))
        .toArray();
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
}
