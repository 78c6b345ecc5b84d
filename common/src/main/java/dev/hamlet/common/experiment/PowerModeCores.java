package dev.hamlet.common.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CPUs that are on in a power mode.
 *
 * @param powerMode the power mode
 * @param cpus numbers of the CPUs by kind of core, for instance {@code a57}; {@value #ALL} is none
 *     of the kinds
 */
public record PowerModeCores(String powerMode, Map<String, List<Integer>> cpus) {

  /** Word for the cores of every kind. */
  public static final String ALL = "all";

  /** Copies the numbers. */
  public PowerModeCores {
    Map<String, List<Integer>> copy = new TreeMap<>();
    cpus.forEach((kind, numbers) -> copy.put(kind, List.copyOf(numbers)));
    cpus = Map.copyOf(copy);
  }

  /** The CPUs of a kind, or of every kind, in growing order; empty if none of them is on. */
  public List<Integer> of(String kind) {
    return kind.equals(ALL)
        ? cpus.values().stream().flatMap(List::stream).sorted().toList()
        : cpus.getOrDefault(kind, List.of());
  }
}
