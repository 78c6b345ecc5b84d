package dev.hamlet.common.worker.serve;

import dev.hamlet.common.inference.Spans;
import java.util.Arrays;

/**
 * Records spans without allocating: the arrays are kept from burst to burst and doubled when they
 * are full.
 */
final class SpanRecorder {

  private static final int FIRST_CAPACITY = 1 << 16;

  private final int limit;
  private long[] startNs = new long[FIRST_CAPACITY];
  private long[] endNs = new long[FIRST_CAPACITY];
  private int size;

  /**
   * Empty.
   *
   * @param limit most spans of one burst
   */
  SpanRecorder(int limit) {
    this.limit = limit;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  long durationNs(int index) {
    return endNs[index] - startNs[index];
  }

  void add(long fromNs, long toNs) {
    if (size == startNs.length) {
      grow();
    }
    startNs[size] = fromNs;
    endNs[size] = toNs;
    size++;
  }

  Spans spans() {
    return new Spans(Arrays.copyOf(startNs, size), Arrays.copyOf(endNs, size));
  }

  private void grow() {
    if (size >= limit) {
      throw new IllegalStateException(
          "a burst has more than " + limit + " inferences: ask for a shorter one");
    }
    startNs = Arrays.copyOf(startNs, Math.min(2 * size, limit));
    endNs = Arrays.copyOf(endNs, Math.min(2 * size, limit));
  }
}
