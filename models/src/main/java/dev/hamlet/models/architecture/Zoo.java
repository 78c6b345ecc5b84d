package dev.hamlet.models.architecture;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.models.architecture.Layer.Convolution;
import dev.hamlet.models.architecture.Layer.Dense;
import dev.hamlet.models.architecture.Layer.Flatten;
import dev.hamlet.models.architecture.Layer.MaxPool;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The architectures that Hamlet can build and train by itself. */
public final class Zoo {

  private static final FeatureShape DIGIT = new FeatureShape(28, 28, 1);

  private static final Map<String, Architecture> ARCHITECTURES =
      Stream.of(lenet())
          .collect(
              Collectors.toMap(
                  Architecture::name, Function.identity(), (first, second) -> first, TreeMap::new));

  private Zoo() {}

  /** Names of all architectures. */
  public static SortedSet<String> names() {
    return new TreeSet<>(ARCHITECTURES.keySet());
  }

  /** The architecture of a name; NOT_FOUND with the known names if there is none. */
  public static Architecture architecture(String name) {
    Architecture found = ARCHITECTURES.get(name);
    if (found == null) {
      throw new HamletException(
          ErrorCode.NOT_FOUND,
          "the zoo has no model \"" + name + "\"; it has " + String.join(", ", names()));
    }
    return found;
  }

  /** Two convolutions with pooling and two dense layers, for digits of 28 x 28 pixels. */
  private static Architecture lenet() {
    return new Architecture(
        "lenet",
        DIGIT,
        List.of(
            new Convolution(16, 3, true),
            new MaxPool(),
            new Convolution(32, 3, true),
            new MaxPool(),
            new Flatten(),
            new Dense(128, true),
            new Dense(10, false)));
  }
}
