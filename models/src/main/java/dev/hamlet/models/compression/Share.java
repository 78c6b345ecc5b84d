package dev.hamlet.models.compression;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A part of a whole, in [0, 1), kept in decimal so that 0.9 of 20 is 18 and not a little less.
 *
 * @param value the part, without trailing zeros
 */
record Share(BigDecimal value) {

  Share {
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("a share is at least 0 and below 1, not " + value);
    }
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  static Share of(String decimal) {
    return new Share(new BigDecimal(decimal));
  }

  /** {@code int(count x (1 - share))}, at least 1: how many of a count stay. */
  int keptOf(int count) {
    return Math.max(1, remainderOf(count).setScale(0, RoundingMode.FLOOR).intValueExact());
  }

  /** {@code round(count x (1 - share))}, halves up, at least 1: how many of a count stay. */
  int roundedKeptOf(int count) {
    return Math.max(1, remainderOf(count).setScale(0, RoundingMode.HALF_UP).intValueExact());
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }

  private BigDecimal remainderOf(int count) {
    return BigDecimal.valueOf(count).multiply(BigDecimal.ONE.subtract(value));
  }
}
