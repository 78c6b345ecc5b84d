package dev.hamlet.coordinator.experiment.plan;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a point of the matrix needs of a device; many points need the same.
 *
 * @param runtime what executes it
 * @param powerMode the power mode
 * @param cores kind of core; empty if the point does not say
 * @param threads threads of the runtime
 */
record PointNeed(String runtime, String powerMode, String cores, int threads) {

  static PointNeed of(MatrixPoint point) {
    return new PointNeed(point.runtime(), point.powerMode(), point.cores(), point.threads());
  }

  /** What a device lacks for it, with how to mend the file. */
  List<Lack> lacksOf(DeviceFacts device) {
    List<Lack> lacks = new ArrayList<>();
    if (!device.runtimes().contains(runtime)) {
      lacks.add(lack(Lack.Kind.RUNTIME, Matrix.RUNTIME, "runtime", runtime, device.runtimes()));
    }
    if (threads > device.cpus()) {
      lacks.add(crowded(Lack.Kind.THREADS, device.cpus() + " CPUs"));
    }
    if (device.powerModes().contains(powerMode)) {
      coresOf(device).ifPresent(lacks::add);
    } else {
      lacks.add(
          lack(
              Lack.Kind.POWER_MODE,
              Matrix.POWER_MODE,
              "power mode",
              powerMode,
              device.powerModes()));
    }
    return lacks;
  }

  private static Lack lack(
      Lack.Kind kind, String axis, String words, String value, Set<String> has) {
    return new Lack(
        kind,
        words + " " + value,
        "has no %s %s (it has %s)".formatted(words, value, sorted(has)),
        "exclude {%s: %s}, or choose other devices".formatted(axis, value));
  }

  private Lack crowded(Lack.Kind kind, String has) {
    return new Lack(
        kind,
        threads + " threads",
        "has %s for %d threads".formatted(has, threads),
        "exclude {%s: %d}, or choose other devices".formatted(Matrix.THREADS, threads));
  }

  private Optional<Lack> coresOf(DeviceFacts device) {
    Optional<PowerModeCores> on = device.coresIn(powerMode);
    if (on.isEmpty()) {
      return cores.isEmpty() || cores.equals(PowerModeCores.ALL)
          ? Optional.empty()
          : Optional.of(without("does not say which cores are " + cores));
    }
    int has = on.get().of(cores.isEmpty() ? PowerModeCores.ALL : cores).size();
    if (has == 0) {
      return Optional.of(
          without(
              "has no %s cores in power mode %s (it has %s)"
                  .formatted(cores, powerMode, words(on.get()))));
    }
    String kind = cores.isEmpty() ? "CPU" : cores;
    return threads <= has
        ? Optional.empty()
        : Optional.of(
            crowded(
                Lack.Kind.CORES, "%d %s cores in power mode %s".formatted(has, kind, powerMode)));
  }

  private Lack without(String sentence) {
    return new Lack(
        Lack.Kind.CORES,
        "%s cores in power mode %s".formatted(cores, powerMode),
        sentence,
        "exclude {%s: %s, %s: %s}".formatted(Matrix.POWER_MODE, powerMode, Matrix.CORES, cores));
  }

  static String sorted(Set<String> names) {
    return names.isEmpty() ? "none" : names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String words(PowerModeCores on) {
    return new TreeMap<>(on.cpus())
        .entrySet().stream()
            .filter(kind -> !kind.getValue().isEmpty())
            .map(kind -> kind.getValue().size() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
  }
}
