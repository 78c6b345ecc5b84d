package dev.hamlet.benchmarks.scheduling;

import java.util.Locale;

/**
 * A restart of the coordinator under its fleet.
 *
 * @param devices connected devices
 * @param seconds from its start until all are back
 * @param peakPerSecond most devices that came back within one second
 * @param peakCpus most CPUs that the coordinator's process had over one second
 * @param cpuSeconds CPU time of the coordinator's process until all were back
 * @param fleetCpuSeconds CPU time of the boards' process meanwhile
 */
record RestartFigures(
    int devices,
    double seconds,
    int peakPerSecond,
    double peakCpus,
    double cpuSeconds,
    double fleetCpuSeconds) {

  /** For people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "  restart       all back after %.1f s, at most %d in a second; the coordinator took %.1f s"
            + " of CPU, at most %.2f CPUs over a second%n",
        seconds,
        peakPerSecond,
        cpuSeconds,
        peakCpus);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"devices\": %d, \"seconds\": %.3f, \"peak_connections_per_second\": %d,"
            + " \"peak_coordinator_cpus\": %.3f, \"coordinator_cpu_seconds\": %.3f,"
            + " \"boards_cpu_seconds\": %.3f}",
        devices,
        seconds,
        peakPerSecond,
        peakCpus,
        cpuSeconds,
        fleetCpuSeconds);
  }
}
