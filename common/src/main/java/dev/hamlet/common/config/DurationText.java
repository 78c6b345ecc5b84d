package dev.hamlet.common.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: a number and {@code ms}, {@code s}, {@code m}, {@code h} or
 * {@code d}.
 */
public final class DurationText {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s?(ms|s|m|h|d)");

  private DurationText() {}

  /** The duration, rounded down to whole ms; empty if the text is none. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal unitMs = BigDecimal.valueOf(unitMs(matcher.group(2)));
    return Optional.of(
        Duration.ofMillis(new BigDecimal(matcher.group(1)).multiply(unitMs).longValue()));
  }

  /** The duration in the greatest unit that says it exactly: {@code 10 min}, {@code 90 s}. */
  public static String words(Duration duration) {
    long ms = duration.toMillis();
    if (ms % 1_000 != 0) {
      return ms + " ms";
    }
    return ms % 60_000 == 0 && ms != 0 ? ms / 60_000 + " min" : ms / 1_000 + " s";
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new IllegalArgumentException("no unit of time: " + unit);
    };
  }
}
