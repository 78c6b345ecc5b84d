package dev.hamlet.models.dataset;

import dev.hamlet.models.dataset.Stroke.Point;
import java.util.Random;

/**
 * Moves a point of the unit square to where it lands on the canvas: bent sideways by a sine, then
 * scaled, sheared, turned and shifted about the middle.
 */
final class Distortion {

  private static final double MAX_TURN_RADIANS = StrictMath.toRadians(22);
  private static final double MAX_SHEAR = 0.3;
  private static final double MIN_SCALE = 0.55;
  private static final double MAX_SCALE = 0.85;
  private static final double MAX_STRETCH = 0.2;
  private static final double MAX_SHIFT = 0.1;
  private static final double MAX_BEND = 0.06;

  private final double turn;
  private final double shear;
  private final double scaleX;
  private final double scaleY;
  private final double shiftX;
  private final double shiftY;
  private final double bend;
  private final double phase;

  Distortion(Random random) {
    double scale = between(random, MIN_SCALE, MAX_SCALE);
    this.turn = within(random, MAX_TURN_RADIANS);
    this.shear = within(random, MAX_SHEAR);
    this.scaleX = scale * (1 + within(random, MAX_STRETCH));
    this.scaleY = scale;
    this.shiftX = within(random, MAX_SHIFT);
    this.shiftY = within(random, MAX_SHIFT);
    this.bend = within(random, MAX_BEND);
    this.phase = between(random, 0, 2 * Math.PI);
  }

  /** Where a point lands, in pixels of a canvas of a size. */
  Point place(Point point, int size) {
    double bent = point.x() + bend * StrictMath.sin(2 * Math.PI * point.y() + phase);
    double y = (point.y() - 0.5) * scaleY;
    double x = (bent - 0.5) * scaleX + shear * y;
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    return new Point(
        size * (0.5 + shiftX + cos * x - sin * y), size * (0.5 + shiftY + sin * x + cos * y));
  }

  static double within(Random random, double bound) {
    return (2 * random.nextDouble() - 1) * bound;
  }

  static double between(Random random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }
}
