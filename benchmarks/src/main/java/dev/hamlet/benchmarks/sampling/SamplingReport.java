package dev.hamlet.benchmarks.sampling;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as a table for people and as JSON for scripts. */
final class SamplingReport {

  private SamplingReport() {}

  static String table(List<SamplingFigures> figures) {
    StringBuilder table = new StringBuilder();
    table.append(
        "Sampling on this machine, in real time; no power sensor of a board is involved:\n");
    table.append("the twin is simulated, the files are plain files in a temporary folder.\n\n");
    table.append(
        String.format(
            "%-8s %7s %8s %8s %6s %7s %8s %8s %8s %9s %6s %8s%n",
            "sensor",
            "Hz",
            "due",
            "taken",
            "late",
            "missed",
            "p50 us",
            "p99 us",
            "p99.9 us",
            "max us",
            "CPU %",
            "B/period"));
    figures.forEach(figure -> table.append(row(figure)));
    return table.toString();
  }

  static String json(List<SamplingFigures> figures) {
    return figures.stream()
        .map(SamplingReport::object)
        .collect(Collectors.joining(",\n", "{\"schema\": 1, \"sensors\": [\n", "\n]}\n"));
  }

  private static String row(SamplingFigures figure) {
    return String.format(
        Locale.ROOT,
        "%-8s %7.0f %8d %8d %6d %7d %8.1f %8.1f %8.1f %9.1f %6.2f %8.2f%n",
        figure.sensor(),
        figure.rateHz(),
        figure.counters().due(),
        figure.counters().taken(),
        figure.counters().late(),
        figure.counters().missed(),
        figure.latenessP50Ns() * 1e-3,
        figure.latenessP99Ns() * 1e-3,
        figure.latenessP999Ns() * 1e-3,
        figure.latenessMaxNs() * 1e-3,
        figure.cpuShare() * 100,
        figure.allocatedBytesPerPeriod());
  }

  private static String object(SamplingFigures figure) {
    return String.format(
        Locale.ROOT,
        "  {\"sensor\": \"%s\", \"simulated\": true, \"rate_hz\": %.3f, \"seconds\": %.3f,"
            + " \"due\": %d, \"taken\": %d, \"late\": %d, \"missed\": %d,"
            + " \"sensor_failed\": %d, \"not_ready\": %d, \"ring_full\": %d,"
            + " \"lateness_p50_ns\": %d, \"lateness_p99_ns\": %d, \"lateness_p999_ns\": %d,"
            + " \"lateness_max_ns\": %d, \"cpu_share\": %.5f,"
            + " \"allocated_bytes_per_period\": %.3f}",
        figure.sensor(),
        figure.rateHz(),
        figure.seconds(),
        figure.counters().due(),
        figure.counters().taken(),
        figure.counters().late(),
        figure.counters().missed(),
        figure.counters().sensorFailed(),
        figure.counters().notReady(),
        figure.counters().ringFull(),
        figure.latenessP50Ns(),
        figure.latenessP99Ns(),
        figure.latenessP999Ns(),
        figure.latenessMaxNs(),
        figure.cpuShare(),
        figure.allocatedBytesPerPeriod());
  }
}
