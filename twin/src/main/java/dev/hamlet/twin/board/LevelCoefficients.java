package dev.hamlet.twin.board;

import dev.hamlet.twin.power.OperatingPoint;
import dev.hamlet.twin.power.PowerModel;
import dev.hamlet.twin.power.RailCoefficients;

/**
 * Coefficients of an operating point by activity level; those of whole threads are kept, since a
 * load changes between few levels very often. One thread; allocates nothing.
 */
final class LevelCoefficients {

  private static final int MILLI = 1_000;
  private static final int KEPT = 9;

  private final PowerModel model = new PowerModel();
  private final RailCoefficients[] kept = new RailCoefficients[KEPT];
  private final RailCoefficients between = new RailCoefficients();
  private int filled;
  private OperatingPoint point;

  LevelCoefficients(OperatingPoint point) {
    this.point = point;
    for (int i = 0; i < KEPT; i++) {
      kept[i] = new RailCoefficients();
    }
  }

  /** From now on the operating point is this one. */
  void use(OperatingPoint other) {
    point = other;
    filled = 0;
  }

  /** Valid until the next call. */
  RailCoefficients at(int levelMilli) {
    int threads = levelMilli / MILLI;
    if (levelMilli % MILLI != 0 || threads >= KEPT) {
      model.fill(point, levelMilli, between);
      return between;
    }
    if ((filled >> threads & 1) == 0) {
      model.fill(point, levelMilli, kept[threads]);
      filled |= 1 << threads;
    }
    return kept[threads];
  }
}
