package dev.hamlet.common.time.offset;

/**
 * The offset is between these two.
 *
 * @param lowNs never more than the offset
 * @param highNs never less than the offset
 */
record OffsetBounds(long lowNs, long highNs) {

  static OffsetBounds of(ClockOffset offset) {
    return new OffsetBounds(
        offset.offsetNs() - offset.errorNs(), offset.offsetNs() + offset.errorNs());
  }

  OffsetBounds widened(double byNs) {
    long by = (long) Math.ceil(byNs);
    return new OffsetBounds(lowNs - by, highNs + by);
  }

  /** What is true if one of the two is. */
  OffsetBounds or(OffsetBounds other) {
    return new OffsetBounds(Math.min(lowNs, other.lowNs), Math.max(highNs, other.highNs));
  }

  /** What is true if both are; where they exclude each other, what is true if one is. */
  OffsetBounds and(OffsetBounds other) {
    long low = Math.max(lowNs, other.lowNs);
    long high = Math.min(highNs, other.highNs);
    return low <= high ? new OffsetBounds(low, high) : or(other);
  }

  /** The middle, and how far it can be off. */
  ClockOffset middle() {
    long half = (highNs - lowNs) / 2;
    return new ClockOffset(lowNs + half, Math.max(half, highNs - lowNs - half));
  }
}
