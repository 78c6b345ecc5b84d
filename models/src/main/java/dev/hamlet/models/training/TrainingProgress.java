package dev.hamlet.models.training;

/** Told how far a training is, by the training thread, after every step; must return at once. */
@FunctionalInterface
public interface TrainingProgress {

  /**
   * A step is done.
   *
   * @param step steps done so far, from 1
   * @param steps steps in all
   * @param loss mean cross-entropy of the step's inputs, nats
   */
  void step(int step, int steps, float loss);
}
