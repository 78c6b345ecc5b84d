package dev.hamlet.common.axis;

import dev.hamlet.common.experiment.CellSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is measured with, beside its model, variant and device.
 *
 * @param values by axis, in the order that people are shown them: runtime, threads, power mode,
 *     cores, input, then the user's own axes by name; what is not known is not there
 */
public record CellAxes(Map<String, String> values) {

  /** Copies the values, in order. */
  public CellAxes {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Of a planned cell. */
  public static CellAxes of(CellSpec spec, String powerMode) {
    return of(
        spec.runtime(), spec.threads(), powerMode, spec.cores(), spec.inputIndex(), spec.options());
  }

  /**
   * Of a cell that is known by parts: texts may be null or empty.
   *
   * @param threads 0 if not known
   * @param inputIndex negative if not known
   * @param options the user's own axes
   */
  public static CellAxes of(
      @Nullable String runtime,
      int threads,
      @Nullable String powerMode,
      @Nullable String cores,
      int inputIndex,
      @Nullable Map<String, String> options) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "runtime", runtime);
    put(values, "threads", threads > 0 ? String.valueOf(threads) : null);
    put(values, "power_mode", powerMode);
    put(values, "cores", cores);
    put(values, "input", inputIndex >= 0 ? String.valueOf(inputIndex) : null);
    if (options != null) {
      values.putAll(new TreeMap<>(options));
    }
    return new CellAxes(values);
  }

  private static void put(Map<String, String> values, String axis, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(axis, value);
    }
  }
}
