package dev.hamlet.agent.sysfs;

import java.nio.ByteBuffer;

/** A decimal integer as the kernel prints it, parsed without allocating. */
public final class AsciiInteger {

  /** What {@link #parse} returns for anything that is not one integer. */
  public static final long MALFORMED = Long.MIN_VALUE;

  private static final int GREATEST_DIGITS = 18;

  private AsciiInteger() {}

  /** Parses bytes 0 .. length: an optional minus, digits, and a newline or nothing. */
  public static long parse(ByteBuffer text, int length) {
    int end = length > 0 && text.get(length - 1) == '\n' ? length - 1 : length;
    boolean negative = end > 0 && text.get(0) == '-';
    int begin = negative ? 1 : 0;
    if (end == begin || end - begin > GREATEST_DIGITS) {
      return MALFORMED;
    }
    long value = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }
}
