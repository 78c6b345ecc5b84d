package dev.hamlet.models.dataset;

import dev.hamlet.models.dataset.Stroke.Point;
import java.util.List;

/**
 * A square of grey values onto which lines are drawn with soft edges.
 *
 * <p>A pixel's ink is {@code clamp(halfWidth + 1/2 - distance to the line, 0, 1)}, in pixels and
 * from the pixel's middle; where lines cross, the darker ink stays.
 */
final class Canvas {

  private final int size;
  private final float[] ink;

  Canvas(int size) {
    this.size = size;
    this.ink = new float[size * size];
  }

  void draw(List<Point> line, double halfWidth, double darkness) {
    for (int i = 1; i < line.size(); i++) {
      segment(line.get(i - 1), line.get(i), halfWidth, darkness);
    }
  }

  /** The grey values, row by row; the canvas keeps no hold on what it returns. */
  float[] pixels() {
    return ink.clone();
  }

  private void segment(Point from, Point to, double halfWidth, double darkness) {
    double reach = halfWidth + 1;
    int left = clamp(Math.min(from.x(), to.x()) - reach);
    int right = clamp(Math.max(from.x(), to.x()) + reach);
    int top = clamp(Math.min(from.y(), to.y()) - reach);
    int bottom = clamp(Math.max(from.y(), to.y()) + reach);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double distance = distance(column + 0.5, row + 0.5, from, to);
        double cover = Math.max(0, Math.min(1, halfWidth + 0.5 - distance));
        int index = row * size + column;
        ink[index] = Math.max(ink[index], (float) (cover * darkness));
      }
    }
  }

  private int clamp(double pixel) {
    return (int) Math.max(0, Math.min(size - 1, Math.floor(pixel)));
  }

  /** Distance of a place from a piece of a line. */
  static double distance(double x, double y, Point from, Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double lengthSquared = dx * dx + dy * dy;
    double along =
        lengthSquared == 0 ? 0 : ((x - from.x()) * dx + (y - from.y()) * dy) / lengthSquared;
    double clamped = Math.max(0, Math.min(1, along));
    double ox = x - from.x() - clamped * dx;
    double oy = y - from.y() - clamped * dy;
    return Math.sqrt(ox * ox + oy * oy);
  }
}
