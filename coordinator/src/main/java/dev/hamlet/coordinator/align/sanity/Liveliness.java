package dev.hamlet.coordinator.align.sanity;

/**
 * How a rail's values move from sample to sample.
 *
 * @param samples steps that were looked at
 * @param ups steps upwards
 * @param downs steps downwards
 * @param values distinct values, counted up to three
 */
record Liveliness(int samples, int ups, int downs, int values) {

  private static final int LEAST_STEPS = 5;

  /** Chance of a rest in a trial that counts as impossible. */
  private static final double IMPOSSIBLE = 1e-9;

  /**
   * Whether a rail that moves like this does not rest that long: if it moves with probability q
   * from each sample to the next, k samples in a row are equal with {@code (1 - q)^(k - 1)}, and
   * there are no more than {@code samples + k} places for it.
   */
  boolean rulesOut(Rest rest) {
    if (ups < LEAST_STEPS || downs < LEAST_STEPS || values < 3) {
      return false; // near the edge of a step even little noise shows, and elsewhere none
    }
    double moves = (double) (ups + downs) / samples;
    double chance = Math.pow(1 - moves, rest.samples() - 1.0) * (samples + rest.samples());
    return chance < IMPOSSIBLE;
  }
}
