package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the points with one choice of cores need in one power mode.
 *
 * @param powerMode the power mode
 * @param cores kind of core; empty if the points do not say
 * @param threads most threads of any of them
 * @param points how many they are
 */
record CoreNeed(String powerMode, String cores, int threads, int points) {

  /** The need of one point. */
  static CoreNeed of(MatrixPoint point) {
    return new CoreNeed(point.powerMode(), point.cores(), point.threads(), 1);
  }

  /** The need of these and those; they share power mode and cores. */
  CoreNeed and(CoreNeed more) {
    return new CoreNeed(powerMode, cores, Math.max(threads, more.threads), points + more.points);
  }

  /**
   * What a device lacks, with how to mend the file; a mode that it does not have is not told here.
   */
  Optional<String> lackOf(DeviceFacts device) {
    if (!device.powerModes().contains(powerMode)) {
      return Optional.empty();
    }
    Optional<PowerModeCores> on = device.coresIn(powerMode);
    if (on.isEmpty()) {
      return cores.isEmpty() || cores.equals(PowerModeCores.ALL)
          ? Optional.empty()
          : Optional.of("does not say which cores are " + cores + ": " + mend());
    }
    int has = on.get().of(cores.isEmpty() ? PowerModeCores.ALL : cores).size();
    if (has == 0) {
      return Optional.of(
          "has no %s cores in power mode %s (it has %s), so it cannot run %d points: %s"
              .formatted(cores, powerMode, words(on.get()), points, mend()));
    }
    return threads <= has
        ? Optional.empty()
        : Optional.of(
            "has %d %s cores in power mode %s for %d threads"
                .formatted(has, cores.isEmpty() ? "CPU" : cores, powerMode, threads));
  }

  private String mend() {
    return "exclude {%s: %s, %s: %s}".formatted(Matrix.POWER_MODE, powerMode, Matrix.CORES, cores);
  }

  private static String words(PowerModeCores on) {
    return new TreeMap<>(on.cpus())
        .entrySet().stream()
            .filter(kind -> !kind.getValue().isEmpty())
            .map(kind -> kind.getValue().size() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
  }
}
