package dev.hamlet.models.variant;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Zoo;
import dev.hamlet.models.training.TrainingPlan;
import java.nio.file.Path;

/** Where a model of an experiment comes from. */
public sealed interface ModelSource {

  /** Name of the model in the experiment. */
  String model();

  /**
   * A network that Hamlet trains by itself.
   *
   * @param model name in the experiment
   * @param zoo name in the zoo
   * @param seed decides the first weights and the order of the inputs
   * @param steps optimizer steps
   */
  record ZooModel(String model, String zoo, long seed, int steps) implements ModelSource {

    /** Steps after which the zoo's networks are good. */
    public static final int DEFAULT_STEPS = 600;

    /** Seed unless the experiment names another. */
    public static final long DEFAULT_SEED = 1;

    /** Refuses a name that the zoo lacks, and steps out of range, with a sentence for the user. */
    public ZooModel {
      var unused = Zoo.architecture(zoo);
      if (steps < 1 || steps > TrainingPlan.MAX_STEPS) {
        throw new HamletException(
            ErrorCode.INVALID_INPUT,
            "model %s: steps must be 1 to %d, not %d"
                .formatted(model, TrainingPlan.MAX_STEPS, steps));
      }
    }

    /** With the usual seed and steps. */
    public ZooModel(String model, String zoo) {
      this(model, zoo, DEFAULT_SEED, DEFAULT_STEPS);
    }
  }

  /**
   * A model finished elsewhere, taken as it is.
   *
   * @param model name in the experiment
   * @param variant label of the variant that it is
   * @param path a SavedModel folder or a bundle of Hamlet
   */
  record FinishedModel(String model, String variant, Path path) implements ModelSource {}
}
