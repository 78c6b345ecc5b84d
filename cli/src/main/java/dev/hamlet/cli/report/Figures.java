package dev.hamlet.cli.report;

import java.util.Locale;

/**
 * Numbers with units, as a table shows them: four digits that count, three for sizes, {@code -} for
 * none.
 */
public final class Figures {

  private static final String NONE = "-";
  private static final String[] PREFIXES = {"", "m", "µ", "n"};

  private Figures() {}

  /** A duration: {@code 1.234 ms}. */
  public static String seconds(double seconds) {
    return scaled(seconds, "s");
  }

  /** An energy: {@code 5.678 mJ}. */
  public static String joules(double joules) {
    return scaled(joules, "J");
  }

  /** A power: {@code 1.234 W}. */
  public static String watts(double watts) {
    return scaled(watts, "W");
  }

  /** A size in units of 1000: {@code 1.20 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double kilo = bytes / 1000.0;
    return kilo < 1000 ? digits(kilo, 3) + " kB" : digits(kilo / 1000, 3) + " MB";
  }

  /** A figure and half its interval relative to the mean: {@code 1.234 ms ±1.2%}. */
  public static String withHalfWidth(String figure, double ratio) {
    boolean none = figure.equals(NONE) || !(ratio > 0) || Double.isInfinite(ratio);
    return none ? figure : figure + String.format(Locale.ROOT, " ±%.1f%%", 100 * ratio);
  }

  /** A share as a percentage with two digits: {@code 98.71}. */
  public static String percent(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** How a value differs from a baseline's: {@code -32.1%}. */
  public static String change(double value, double baseline) {
    double change = 100 * (value / baseline - 1);
    return Double.isFinite(change) ? String.format(Locale.ROOT, "%+.1f%%", change) : NONE;
  }

  private static String scaled(double value, String unit) {
    if (!Double.isFinite(value) || value == 0) {
      return NONE;
    }
    int prefix = 0;
    double shown = value;
    while (Math.abs(shown) < 1 && prefix < PREFIXES.length - 1) {
      shown *= 1000;
      prefix++;
    }
    return digits(shown, 4) + " " + PREFIXES[prefix] + unit;
  }

  private static String digits(double value, int significant) {
    double size = Math.abs(value);
    int before = size < 10 ? 1 : size < 100 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + (significant - before) + "f", value);
  }
}
