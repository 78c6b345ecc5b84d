package dev.hamlet.benchmarks.clock;

import java.util.Arrays;

/** Bounds and errors of many stamps, in ns, and how many errors were greater than their bound. */
final class ClockTally {

  private float[] boundsNs = new float[1 << 10];
  private float[] errorsNs = new float[1 << 10];
  private int size;
  private long outside;

  void add(long boundNs, long errorNs) {
    if (size == boundsNs.length) {
      boundsNs = Arrays.copyOf(boundsNs, 2 * size);
      errorsNs = Arrays.copyOf(errorsNs, 2 * size);
    }
    boundsNs[size] = boundNs;
    errorsNs[size] = errorNs;
    size++;
    if (errorNs > boundNs) {
      outside++;
    }
  }

  long size() {
    return size;
  }

  long outside() {
    return outside;
  }

  double boundNs(double share) {
    return quantile(boundsNs, share);
  }

  double errorNs(double share) {
    return quantile(errorsNs, share);
  }

  private double quantile(float[] values, double share) {
    if (size == 0) {
      return Double.NaN;
    }
    float[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1, Math.floor(share * size))];
  }
}
