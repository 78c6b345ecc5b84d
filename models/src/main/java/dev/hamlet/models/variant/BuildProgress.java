package dev.hamlet.models.variant;

/** Told how far the building of variants is, by the building thread; must return at once. */
public interface BuildProgress {

  /** Told nothing. */
  BuildProgress NONE =
      new BuildProgress() {
        @Override
        public void training(String what, int step, int steps, float loss) {}

        @Override
        public void built(BuiltVariant variant) {}
      };

  /**
   * A training step is done.
   *
   * @param what what is trained, for people: {@code lenet} or {@code lenet prune_filters=0.5}
   * @param step steps done so far, from 1
   * @param steps steps in all
   * @param loss mean cross-entropy of the step's inputs, nats
   */
  void training(String what, int step, int steps, float loss);

  /** A variant is there, built or found in the cache. */
  void built(BuiltVariant variant);
}
