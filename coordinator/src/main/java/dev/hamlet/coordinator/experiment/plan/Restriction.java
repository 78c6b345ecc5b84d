package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.config.Problem;
import dev.hamlet.common.config.Suggestion;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A part of an experiment, for a first try.
 *
 * @param only values that are asked for, by axis or name of an included value; others are left out
 * @param devices names of the devices to measure on; empty for those that the file chooses
 */
public record Restriction(Map<String, Set<String>> only, Set<String> devices) {

  /** All of the experiment. */
  public static final Restriction NONE = new Restriction(Map.of(), Set.of());

  /** Copies the collections, in order. */
  public Restriction {
    only = Collections.unmodifiableMap(new LinkedHashMap<>(only));
    devices = Collections.unmodifiableSet(new TreeSet<>(devices));
  }

  /** Whether it leaves nothing out. */
  public boolean isNone() {
    return only.isEmpty() && devices.isEmpty();
  }

  /** It in words; empty if it leaves nothing out. */
  public String words() {
    String values =
        only.entrySet().stream()
            .flatMap(axis -> axis.getValue().stream().map(value -> axis.getKey() + "=" + value))
            .collect(Collectors.joining(", "));
    String where = String.join(", ", devices);
    return (values.isEmpty() ? "" : "only " + values)
        + (values.isEmpty() || where.isEmpty() ? "" : " ")
        + (where.isEmpty() ? "" : "on " + where);
  }

  /** The points that are asked for. */
  public List<MatrixPoint> of(List<MatrixPoint> points) {
    return only.isEmpty()
        ? points
        : new PointsAt(
            points,
            IntStream.range(0, points.size()).filter(i -> asksFor(points.get(i))).toArray());
  }

  private boolean asksFor(MatrixPoint point) {
    return only.entrySet().stream()
        .allMatch(axis -> point.value(axis.getKey()).filter(axis.getValue()::contains).isPresent());
  }

  /** What of it makes no sense for a matrix. */
  void check(Matrix matrix, List<Problem> problems) {
    only.forEach((axis, values) -> values.forEach(value -> check(matrix, axis, value, problems)));
  }

  private static void check(Matrix matrix, String axis, String value, List<Problem> problems) {
    Set<String> known = new TreeSet<>(matrix.axes().getOrDefault(axis, List.of()));
    matrix.include().stream()
        .filter(one -> one.containsKey(axis))
        .forEach(one -> known.add(one.getOrDefault(axis, "")));
    if (known.isEmpty()) {
      problems.add(
          new Problem(
              "--only",
              "the matrix has no axis \""
                  + axis
                  + "\": "
                  + Suggestion.hint(axis, matrix.axes().keySet())));
    } else if (!known.contains(value)) {
      problems.add(
          new Problem(
              "--only",
              "axis " + axis + " has no \"" + value + "\": " + Suggestion.hint(value, known)));
    }
  }
}
