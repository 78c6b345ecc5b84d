package dev.hamlet.models.compression;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads values of compression words as YAML gives them; IllegalArgumentException if wrong. */
final class WordValues {

  private static final String STEPS = "steps";
  private static final String SEED = "seed";
  private static final int MAX_DECIMAL_DIGITS = 20;

  private WordValues() {}

  static Share share(@Nullable Object value) {
    String expected = "a share is at least 0 and below 1, not " + value;
    if (!(value instanceof Number)) {
      throw new IllegalArgumentException(expected);
    }
    return new Share(decimal(value, expected));
  }

  static int whole(@Nullable Object value, int min, int max) {
    String expected = "a whole number from " + min + " to " + max + ", not " + value;
    if (!(value instanceof Integer || value instanceof Long)) {
      throw new IllegalArgumentException(expected);
    }
    long number = ((Number) value).longValue();
    if (number < min || number > max) {
      throw new IllegalArgumentException(expected);
    }
    return (int) number;
  }

  static FineTune fineTune(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("a map {steps: 200, seed: 1}, not " + value);
    }
    Set<String> names = new TreeSet<>();
    members.keySet().forEach(key -> names.add(String.valueOf(key)));
    if (!names.contains(STEPS) || !Set.of(STEPS, SEED).containsAll(names)) {
      throw new IllegalArgumentException("takes steps and, if wanted, seed, not " + names);
    }
    int steps = whole(members.get(STEPS), 0, FineTune.MAX_STEPS);
    int seed = names.contains(SEED) ? whole(members.get(SEED), 0, Integer.MAX_VALUE) : 1;
    return new FineTune(steps, seed);
  }

  private static BigDecimal decimal(Object number, String expected) {
    try {
      BigDecimal decimal = new BigDecimal(number.toString());
      if (decimal.scale() > MAX_DECIMAL_DIGITS) {
        throw new IllegalArgumentException(expected);
      }
      return decimal;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }
}
