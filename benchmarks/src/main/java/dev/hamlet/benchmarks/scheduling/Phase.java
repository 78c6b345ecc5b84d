package dev.hamlet.benchmarks.scheduling;

import java.util.Locale;

/**
 * Something that was done many times, and what it took.
 *
 * @param count how many times
 * @param seconds how long
 * @param coordinatorCpuSeconds CPU time of the coordinator's process, the benchmark in it included
 * @param fleetCpuSeconds CPU time of the process that holds all boards
 */
record Phase(long count, double seconds, double coordinatorCpuSeconds, double fleetCpuSeconds) {

  double perSecond() {
    return count / seconds;
  }

  /** Share of all CPU time that was the coordinator's, 0 to 1. */
  double coordinatorShare() {
    return coordinatorCpuSeconds / (coordinatorCpuSeconds + fleetCpuSeconds);
  }

  /** CPU time of the coordinator for one. */
  double coordinatorMilliseconds() {
    return 1000 * coordinatorCpuSeconds / count;
  }

  /** For people. */
  String line(String what) {
    return String.format(
        Locale.ROOT,
        "  %-13s %,8.0f a second; CPU %.2f ms each in the coordinator, %.2f ms in the boards'"
            + " process%n",
        what,
        perSecond(),
        coordinatorMilliseconds(),
        1000 * fleetCpuSeconds / count);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"count\": %d, \"seconds\": %.3f, \"coordinator_cpu_seconds\": %.3f,"
            + " \"boards_cpu_seconds\": %.3f, \"coordinator_cpu_share\": %.3f}",
        count,
        seconds,
        coordinatorCpuSeconds,
        fleetCpuSeconds,
        coordinatorShare());
  }
}
