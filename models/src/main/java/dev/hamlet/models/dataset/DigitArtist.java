package dev.hamlet.models.dataset;

import dev.hamlet.models.dataset.Stroke.Point;
import java.util.List;
import java.util.Random;

/** Draws one digit: distorted strokes of random width and ink, a stray line at times, noise. */
final class DigitArtist {

  private static final double MIN_HALF_WIDTH = 0.5;
  private static final double MAX_HALF_WIDTH = 1.5;
  private static final double MIN_DARKNESS = 0.55;
  private static final double STRAY_SHARE = 0.3;
  private static final double MAX_NOISE = 0.22;

  private final int size;

  DigitArtist(int size) {
    this.size = size;
  }

  /** Pixels in [0, 1], row by row; 1 is ink. */
  float[] draw(int digit, Random random) {
    Canvas canvas = new Canvas(size);
    Distortion distortion = new Distortion(random);
    double halfWidth = Distortion.between(random, MIN_HALF_WIDTH, MAX_HALF_WIDTH);
    double darkness = Distortion.between(random, MIN_DARKNESS, 1);
    for (Stroke stroke : Glyphs.digit(digit)) {
      canvas.draw(placed(stroke, distortion), halfWidth, darkness);
    }
    if (random.nextDouble() < STRAY_SHARE) {
      stray(canvas, random);
    }
    return noisy(canvas.pixels(), random);
  }

  private List<Point> placed(Stroke stroke, Distortion distortion) {
    return stroke.points().stream().map(point -> distortion.place(point, size)).toList();
  }

  private void stray(Canvas canvas, Random random) {
    Point from = new Point(size * random.nextDouble(), size * random.nextDouble());
    Point to =
        new Point(
            from.x() + Distortion.within(random, size / 3.0),
            from.y() + Distortion.within(random, size / 3.0));
    canvas.draw(List.of(from, to), MIN_HALF_WIDTH, Distortion.between(random, 0.3, 0.8));
  }

  private static float[] noisy(float[] pixels, Random random) {
    double deviation = Distortion.between(random, 0, MAX_NOISE);
    for (int i = 0; i < pixels.length; i++) {
      double value = pixels[i] + deviation * random.nextGaussian();
      pixels[i] = (float) Math.max(0, Math.min(1, value));
    }
    return pixels;
  }
}
