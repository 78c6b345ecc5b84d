package dev.hamlet.coordinator.experiment.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an experiment varies: the product of its axes, minus the excluded points, plus the included
 * ones.
 *
 * @param axes values by axis, as text, in the order of the file; the five axes of every experiment
 *     and any of the user's own
 * @param variants what the labels of the variant axis and of included points mean
 * @param exclude points to leave out: those that agree with all values of an entry
 * @param include what to add to points, and points to add, in the order of the file
 */
public record Matrix(
    Map<String, List<String>> axes,
    Map<String, VariantSpec> variants,
    List<Map<String, String>> exclude,
    List<Map<String, String>> include) {

  /** Axis of models by name. */
  public static final String MODEL = "model";

  /** Axis of variants by label. */
  public static final String VARIANT = "variant";

  /** Axis of runtimes. */
  public static final String RUNTIME = "runtime";

  /** Axis of thread counts. */
  public static final String THREADS = "threads";

  /** Axis of power modes. */
  public static final String POWER_MODE = "power_mode";

  /** Axis of kinds of core to run on; an experiment has it only if its file does. */
  public static final String CORES = "cores";

  /** The axes that every experiment has, from the slowest to the fastest varied by default. */
  public static final List<String> AXES = List.of(MODEL, VARIANT, RUNTIME, THREADS, POWER_MODE);

  /** Most points that a matrix may have. */
  public static final int MAX_POINTS = 1_000_000;

  /** Copies everything, in order. */
  public Matrix {
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
    variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    exclude = List.copyOf(exclude);
    include = List.copyOf(include);
    if (!axes.keySet().containsAll(Set.copyOf(AXES))) {
      throw new IllegalArgumentException("a matrix has at least the axes " + AXES);
    }
  }

  /** Number of points of the product; {@value Long#MAX_VALUE} if it is greater. */
  public long productSize() {
    long size = 1;
    for (List<String> values : axes.values()) {
      if (Math.multiplyHigh(size, values.size()) != 0) {
        return Long.MAX_VALUE;
      }
      size *= values.size();
      if (size < 0) {
        return Long.MAX_VALUE;
      }
    }
    return size;
  }
}
