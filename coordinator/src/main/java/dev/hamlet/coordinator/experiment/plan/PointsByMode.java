package dev.hamlet.coordinator.experiment.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The points of a matrix by power mode, cut into the parts that are leased; the same for every
 * device.
 *
 * @param points all points
 * @param parts parts of each power mode, in the order of the matrix
 */
record PointsByMode(List<MatrixPoint> points, Map<String, List<List<MatrixPoint>>> parts) {

  static PointsByMode of(List<MatrixPoint> points, LeaseParts cutting, int cellsPerPoint) {
    Map<String, IntStream.Builder> builders = new LinkedHashMap<>();
    for (int i = 0; i < points.size(); i++) {
      builders.computeIfAbsent(points.get(i).powerMode(), mode -> IntStream.builder()).add(i);
    }
    Map<String, List<List<MatrixPoint>>> parts = new LinkedHashMap<>();
    builders.forEach(
        (mode, numbers) ->
            parts.put(
                mode, cutting.cut(new PointsAt(points, numbers.build().toArray()), cellsPerPoint)));
    return new PointsByMode(points, parts);
  }

  /** The points that need none of these. */
  static List<MatrixPoint> without(List<MatrixPoint> points, Set<PointNeed> unmet) {
    return unmet.isEmpty()
        ? points
        : new PointsAt(
            points,
            IntStream.range(0, points.size())
                .filter(i -> !unmet.contains(PointNeed.of(points.get(i))))
                .toArray());
  }
}
