package dev.hamlet.benchmarks.clock;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as a table for people and as JSON for scripts. */
final class ClockReport {

  private static final double NS_PER_MS = 1e6;

  private ClockReport() {}

  static String table(List<ClockFigures> figures, long seed) {
    StringBuilder table = new StringBuilder();
    table.append("Clock estimator on simulated clocks in virtual time, seed " + seed + ":\n");
    table.append("drift up to 50 ppm with wander, each way 1 to 20 ms and unlike the other,\n");
    table.append("a heartbeat every 5 s, runs of 10 to 30 minutes. A run is covered if every\n");
    table.append("stamp's error is within its own bound. Interval: 95 %, Clopper and Pearson.\n");
    table.append("'after': all stamps, mapped at the end of the run, in a step too. 'live':\n");
    table.append("stamps within 5 s of the last exchange. Bounds beside a step are left out.\n\n");
    table.append(
        String.format(
            "%-14s %6s %-26s %-26s %17s %17s %6s %6s %6s %6s %9s%n",
            "scenario",
            "runs",
            "covered % after",
            "covered % live",
            "after ms p50/p99",
            "live ms p50/p99",
            "steps",
            "found",
            "missed",
            "false",
            "found s"));
    figures.forEach(figure -> table.append(row(figure)));
    table.append(sum("all but unseen", figures.stream().filter(ClockReport::isPlain).toList()));
    table.append(sum("all", figures));
    return table.toString();
  }

  private static boolean isPlain(ClockFigures figure) {
    return figure.scenario() != ClockScenario.UNSEEN_STEPS;
  }

  private static String sum(String name, List<ClockFigures> figures) {
    long runs = figures.stream().mapToLong(ClockFigures::runs).sum();
    long covered = figures.stream().mapToLong(ClockFigures::runsCovered).sum();
    long live = figures.stream().mapToLong(ClockFigures::runsCoveredLive).sum();
    return String.format(
        "%-14s %6d %-26s %-26s%n", name, runs, coverage(covered, runs), coverage(live, runs));
  }

  static String json(List<ClockFigures> figures, long seed) {
    return figures.stream()
        .map(ClockReport::object)
        .collect(
            Collectors.joining(
                ",\n",
                "{\"schema\": 1, \"simulated\": true, \"seed\": " + seed + ", \"scenarios\": [\n",
                "\n]}\n"));
  }

  private static String row(ClockFigures figure) {
    return String.format(
        Locale.ROOT,
        "%-14s %6d %-26s %-26s %17s %17s %6d %6d %6d %6d %9s%n",
        figure.scenario().word(),
        figure.runs(),
        coverage(figure.runsCovered(), figure.runs()),
        coverage(figure.runsCoveredLive(), figure.runs()),
        bounds(figure.after()),
        bounds(figure.live()),
        figure.steps(),
        figure.found(),
        figure.steps() - figure.found(),
        figure.falsely(),
        figure.latency().size() == 0
            ? "-"
            : String.format(
                Locale.ROOT,
                "%.0f/%.0f",
                figure.latency().boundNs(0.5) / 1e9,
                figure.latency().boundNs(0.99) / 1e9));
  }

  private static String bounds(ClockTally tally) {
    return String.format(
        Locale.ROOT, "%.2f/%.2f", tally.boundNs(0.5) / NS_PER_MS, tally.boundNs(0.99) / NS_PER_MS);
  }

  private static String coverage(long covered, long runs) {
    BinomialInterval interval = BinomialInterval.of(covered, runs);
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f - %.3f)",
        100.0 * covered / runs,
        100 * interval.low(),
        100 * interval.high());
  }

  private static String object(ClockFigures figure) {
    BinomialInterval after = BinomialInterval.of(figure.runsCovered(), figure.runs());
    BinomialInterval live = BinomialInterval.of(figure.runsCoveredLive(), figure.runs());
    return String.format(
        Locale.ROOT,
        "  {\"name\": \"%s\", \"runs\": %d, \"runs_covered\": %d, \"coverage_low_ratio\": %.6f,"
            + " \"coverage_high_ratio\": %.6f, \"runs_covered_live\": %d,"
            + " \"coverage_live_low_ratio\": %.6f, \"coverage_live_high_ratio\": %.6f,"
            + " \"stamps\": %d, \"stamps_outside\": %d, \"bound_p50_seconds\": %.9f,"
            + " \"bound_p99_seconds\": %.9f, \"error_p50_seconds\": %.9f,"
            + " \"error_p99_seconds\": %.9f, \"live_stamps\": %d, \"live_stamps_outside\": %d,"
            + " \"live_bound_p50_seconds\": %.9f, \"live_bound_p99_seconds\": %.9f,"
            + " \"live_error_p50_seconds\": %.9f, \"live_error_p99_seconds\": %.9f,"
            + " \"steps\": %d, \"steps_found\": %d, \"steps_missed\": %d, \"steps_false\": %d}",
        figure.scenario().word(),
        figure.runs(),
        figure.runsCovered(),
        after.low(),
        after.high(),
        figure.runsCoveredLive(),
        live.low(),
        live.high(),
        figure.after().size(),
        figure.after().outside(),
        figure.after().boundNs(0.5) / 1e9,
        figure.after().boundNs(0.99) / 1e9,
        figure.after().errorNs(0.5) / 1e9,
        figure.after().errorNs(0.99) / 1e9,
        figure.live().size(),
        figure.live().outside(),
        figure.live().boundNs(0.5) / 1e9,
        figure.live().boundNs(0.99) / 1e9,
        figure.live().errorNs(0.5) / 1e9,
        figure.live().errorNs(0.99) / 1e9,
        figure.steps(),
        figure.found(),
        figure.steps() - figure.found(),
        figure.falsely());
  }
}
