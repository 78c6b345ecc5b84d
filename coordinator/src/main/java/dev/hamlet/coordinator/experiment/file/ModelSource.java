package dev.hamlet.coordinator.experiment.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a model comes from. */
public sealed interface ModelSource {

  /** Files of finished variants by label; paths as in the file, relative to it. */
  Map<String, String> variants();

  /**
   * A model that Hamlet builds and trains.
   *
   * @param zoo name in the zoo, for instance lenet
   * @param seed seed of weights and data
   * @param steps training steps, where the file says so
   */
  record Zoo(String zoo, long seed, Optional<Integer> steps) implements ModelSource {
    @Override
    public Map<String, String> variants() {
      return Map.of();
    }
  }

  /**
   * A model that the user has.
   *
   * @param file path as in the file, relative to it
   * @param variants finished variants
   */
  record OnFile(String file, Map<String, String> variants) implements ModelSource {

    /** Copies the variants, in order. */
    public OnFile {
      variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }
  }
}
