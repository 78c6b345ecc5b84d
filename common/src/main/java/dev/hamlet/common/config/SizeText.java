package dev.hamlet.common.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 512M}, {@code 4GiB}, {@code 0}. K, M, G and T are powers of
 * 1024.
 */
public final class SizeText {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})([KMGT]?)(i?B)?");
  private static final String UNITS = "KMGT";

  private SizeText() {}

  /** The size in bytes; empty if the text is none. */
  public static Optional<Long> parseBytes(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = matcher.group(2).isEmpty() ? 0 : 10 * (1 + UNITS.indexOf(matcher.group(2)));
    return Optional.of(Long.parseLong(matcher.group(1)) << power);
  }
}
