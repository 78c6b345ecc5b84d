package dev.hamlet.cli.progress;

import java.time.Duration;

/** Durations as people say them. */
public final class Durations {

  private Durations() {}

  /** Two units at most: {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  public static String words(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? "%d min %02d s".formatted(minutes, seconds % 60)
        : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
