package dev.hamlet.models.dataset;

import static dev.hamlet.models.dataset.Stroke.arc;
import static dev.hamlet.models.dataset.Stroke.ellipse;
import static dev.hamlet.models.dataset.Stroke.line;

import dev.hamlet.models.dataset.Stroke.Point;
import java.util.List;

/** The ten digits as strokes in the unit square. */
final class Glyphs {

  static final int COUNT = 10;

  private static final List<List<Stroke>> DIGITS =
      List.of(
          List.of(ellipse(at(0.5, 0.5), 0.3, 0.42)),
          List.of(line(0.34, 0.25, 0.55, 0.08, 0.55, 0.92)),
          List.of(
              arc(at(0.5, 0.3), 0.28, 0.22, 190, 400), line(0.714, 0.44, 0.2, 0.92, 0.82, 0.92)),
          List.of(
              arc(at(0.46, 0.29), 0.28, 0.21, 210, 450), arc(at(0.46, 0.71), 0.3, 0.21, 270, 510)),
          List.of(line(0.62, 0.08, 0.16, 0.62, 0.86, 0.62), line(0.62, 0.08, 0.62, 0.92)),
          List.of(
              line(0.78, 0.08, 0.3, 0.08, 0.277, 0.468), arc(at(0.47, 0.66), 0.3, 0.25, 230, 510)),
          List.of(ellipse(at(0.5, 0.68), 0.27, 0.23), arc(at(0.72, 0.65), 0.49, 0.57, 180, 262)),
          List.of(line(0.2, 0.08, 0.8, 0.08, 0.4, 0.92)),
          List.of(ellipse(at(0.5, 0.29), 0.22, 0.2), ellipse(at(0.5, 0.7), 0.28, 0.22)),
          List.of(ellipse(at(0.48, 0.32), 0.27, 0.23), arc(at(0.26, 0.35), 0.49, 0.57, 0, 82)));

  private Glyphs() {}

  static List<Stroke> digit(int digit) {
    return DIGITS.get(digit);
  }

  private static Point at(double x, double y) {
    return new Point(x, y);
  }
}
