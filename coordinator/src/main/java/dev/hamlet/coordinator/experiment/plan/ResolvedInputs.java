package dev.hamlet.coordinator.experiment.plan;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bundle of the input set.
 *
 * @param inputSet SHA-256 of the bundle, hexadecimal
 * @param count inputs that it holds
 */
public record ResolvedInputs(String inputSet, int count) {

  /** Distinct inputs chosen by a seed, growing; all of them if fewer are there. */
  List<Integer> choose(int wanted, long seed) {
    if (wanted >= count) {
      return IntStream.range(0, count).boxed().toList();
    }
    return new SplittableRandom(seed)
        .ints(0, count)
        .distinct()
        .limit(wanted)
        .sorted()
        .boxed()
        .collect(Collectors.toUnmodifiableList());
  }
}
