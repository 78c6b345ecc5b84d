package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One point of a matrix. Names are shared between points, since there may be a million of them.
 *
 * @param names axes, and names that were included
 * @param values the value of each name
 */
public record MatrixPoint(List<String> names, List<String> values) {

  /** Refuses lists of unequal length. */
  public MatrixPoint {
    names = List.copyOf(names);
    values = List.copyOf(values);
    if (names.size() != values.size()) {
      throw new IllegalArgumentException(names + " and " + values + " differ in length");
    }
  }

  /** The value of a name, if the point has it. */
  public Optional<String> value(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }

  /** Name of the model. */
  public String model() {
    return required(Matrix.MODEL);
  }

  /** Label of the variant. */
  public String variant() {
    return required(Matrix.VARIANT);
  }

  /** The runtime. */
  public String runtime() {
    return required(Matrix.RUNTIME);
  }

  /** Threads of the runtime. */
  public int threads() {
    return Integer.parseInt(required(Matrix.THREADS));
  }

  /** The power mode. */
  public String powerMode() {
    return required(Matrix.POWER_MODE);
  }

  /** Kind of core to run on; empty if the point does not say. */
  public String cores() {
    return value(Matrix.CORES).orElse("");
  }

  /** Values of names that are none of Hamlet's axes. */
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!Matrix.AXES.contains(names.get(i)) && !names.get(i).equals(Matrix.CORES)) {
        options.put(names.get(i), values.get(i));
      }
    }
    return options;
  }

  /** The point with further values; those it has already are replaced. */
  MatrixPoint with(Map<String, String> more) {
    List<String> allNames = new ArrayList<>(names);
    List<String> allValues = new ArrayList<>(values);
    more.forEach(
        (name, value) -> {
          int index = allNames.indexOf(name);
          if (index < 0) {
            allNames.add(name);
            allValues.add(value);
          } else {
            allValues.set(index, value);
          }
        });
    return new MatrixPoint(allNames, allValues);
  }

  private String required(String name) {
    return value(name).orElseThrow(() -> new IllegalStateException("a point without " + name));
  }
}
