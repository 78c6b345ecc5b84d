package dev.hamlet.models.variant;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.models.architecture.Zoo;
import java.nio.file.Path;
import java.util.Map;

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
    public static final int DEFAULT_STEPS = 400;

    /** Seed unless the experiment names another. */
    public static final long DEFAULT_SEED = 1;

    /** Refuses a name that the zoo lacks. */
    public ZooModel {
      var unused = Zoo.architecture(zoo);
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

  /**
   * Reads a model of an experiment file: {@code {zoo: lenet, seed: 1, steps: 400}} or {@code {file:
   * path}}.
   *
   * @param members members of the map as YAML gives them
   * @param base folder that a relative path starts from
   * @param place where the map stands, for messages
   * @throws InvalidInputException with every problem found
   */
  static ModelSource parse(String model, Map<String, ?> members, Path base, String place) {
    return new SourceReader(model, members, base, place).read();
  }
}
