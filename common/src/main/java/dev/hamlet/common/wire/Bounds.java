package dev.hamlet.common.wire;

import com.google.errorprone.annotations.FormatMethod;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;

/** Limits of what is taken from the wire, and the refusals when they are broken. */
final class Bounds {

  /** Rails times quantities of one group: a TX2 has 6 rails with 3 quantities. */
  static final int MAX_COLUMNS = 256;

  /** Sensor groups of one device. */
  static final int MAX_GROUPS = 256;

  /** Samples of one batch: 250 ms at 1 kHz are 250. */
  static final int MAX_SAMPLES = 65_536;

  /** Inferences of one burst: ten minutes of 1 ms inferences are 600 000. */
  static final int MAX_INFERENCES = 1_000_000;

  /** Phases of one trial. */
  static final int MAX_PHASES = 64;

  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_SCALE_EXPONENT = 24;

  private Bounds() {}

  @FormatMethod
  static void check(boolean holds, String problem, Object... args) {
    if (!holds) {
      throw refusal(problem, args);
    }
  }

  static void count(String what, int count, int max) {
    check(count <= max, "has %d %s, more than %d", count, what, max);
  }

  static void name(String what, String name) {
    check(!name.isEmpty(), "has an empty %s", what);
    check(name.length() <= MAX_NAME_LENGTH, "has a %s longer than %d", what, MAX_NAME_LENGTH);
    check(name.chars().noneMatch(Character::isISOControl), "has a control character in %s", what);
  }

  static void scaleExponent(int exponent) {
    check(Math.abs((long) exponent) <= MAX_SCALE_EXPONENT, "has scale exponent %d", exponent);
  }

  /** Sum of two stamps or values, refused if it does not fit. */
  static long sum(String what, long left, long right) {
    long sum = left + right;
    check(((left ^ sum) & (right ^ sum)) >= 0, "overflows in %s", what);
    return sum;
  }

  @FormatMethod
  static HamletException refusal(String problem, Object... args) {
    return new HamletException(
        ErrorCode.INVALID_INPUT, "A telemetry batch " + problem.formatted(args) + ".");
  }
}
