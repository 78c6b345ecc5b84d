package dev.hamlet.models.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * A line through points of the unit square; y grows downwards.
 *
 * @param points at least two points
 */
record Stroke(List<Point> points) {

  private static final double DEGREES_PER_PIECE = 20;

  Stroke {
    points = List.copyOf(points);
  }

  /** A place in the plane. */
  record Point(double x, double y) {}

  /** Straight pieces through the points x0, y0, x1, y1, ... */
  static Stroke line(double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return new Stroke(points);
  }

  /**
   * A piece of an ellipse.
   *
   * @param fromDegrees where it starts: 0 is right of the centre, 90 below it
   * @param toDegrees where it ends, larger than the start
   */
  static Stroke arc(
      Point centre, double radiusX, double radiusY, double fromDegrees, double toDegrees) {
    int pieces = (int) Math.ceil((toDegrees - fromDegrees) / DEGREES_PER_PIECE);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= pieces; i++) {
      double angle = StrictMath.toRadians(fromDegrees + (toDegrees - fromDegrees) * i / pieces);
      points.add(
          new Point(
              centre.x() + radiusX * StrictMath.cos(angle),
              centre.y() + radiusY * StrictMath.sin(angle)));
    }
    return new Stroke(points);
  }

  /** A whole ellipse. */
  static Stroke ellipse(Point centre, double radiusX, double radiusY) {
    return arc(centre, radiusX, radiusY, 0, 360);
  }
}
