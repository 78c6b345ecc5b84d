package dev.hamlet.models.training;

/**
 * How long and from where to train.
 *
 * @param steps optimizer steps, each on {@value #BATCH_INPUTS} inputs
 * @param seed decides the first weights and the order of the inputs
 * @param firstLearningRate step size of the first step; it falls in a straight line to zero
 * @param zerosHeld whether kernel weights that are zero at the start stay zero
 */
public record TrainingPlan(int steps, long seed, float firstLearningRate, boolean zerosHeld) {

  /** Inputs per step. */
  public static final int BATCH_INPUTS = 64;

  /** Most steps that a plan may have: hours on a slow machine. */
  public static final int MAX_STEPS = 100_000;

  private static final float LEARNING_RATE = 2e-3f;
  private static final float FINE_TUNE_LEARNING_RATE = 1e-3f;

  /** Refuses steps out of range. */
  public TrainingPlan {
    if (steps < 1 || steps > MAX_STEPS) {
      throw new IllegalArgumentException("steps must be 1 to " + MAX_STEPS + ", not " + steps);
    }
  }

  /** Training from first weights. */
  public static TrainingPlan fromScratch(int steps, long seed) {
    return new TrainingPlan(steps, seed, LEARNING_RATE, false);
  }

  /** Further training of a compressed network, which keeps its zeros. */
  public static TrainingPlan fineTune(int steps, long seed) {
    return new TrainingPlan(steps, seed, FINE_TUNE_LEARNING_RATE, true);
  }

  float learningRate(int step) {
    return firstLearningRate * (steps - step) / steps;
  }
}
