package dev.hamlet.common.inference;

/**
 * Start and end stamps of successive inferences, device monotonic ns.
 *
 * <p>Immutable by agreement: nobody writes to the arrays.
 *
 * @param startNs starts, growing
 * @param endNs ends; {@code startNs[i] <= endNs[i] <= startNs[i + 1]}
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of spans a burst
public record Spans(long[] startNs, long[] endNs) {

  /** Refuses arrays of unequal length, spans that end before they start, and spans that overlap. */
  public Spans {
    if (startNs.length != endNs.length) {
      throw new IllegalArgumentException(startNs.length + " starts but " + endNs.length + " ends");
    }
    long previousEndNs = Long.MIN_VALUE;
    for (int i = 0; i < startNs.length; i++) {
      if (startNs[i] < previousEndNs || endNs[i] < startNs[i]) {
        throw new IllegalArgumentException(
            "inference " + i + " overlaps the one before it or ends before it starts");
      }
      previousEndNs = endNs[i];
    }
  }

  /** Number of inferences. */
  public int size() {
    return startNs.length;
  }

  /** Sum of those gaps between inferences that are longer than so many ns, in ns. */
  public long gapsBeyond(long leastNs) {
    long sumNs = 0;
    for (int i = 1; i < startNs.length; i++) {
      long gapNs = startNs[i] - endNs[i - 1];
      sumNs += gapNs > leastNs ? gapNs : 0;
    }
    return sumNs;
  }

  /** Duration of one inference in ns. */
  public long durationNs(int index) {
    return endNs[index] - startNs[index];
  }
}
