package dev.hamlet.benchmarks.stopping;

import dev.hamlet.benchmarks.arguments.PresetArguments;
import dev.hamlet.benchmarks.stopping.StoppingFigures.Goal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as a table for people and as JSON for scripts. */
final class StoppingReport {

  private StoppingReport() {}

  static String table(List<StoppingFigures> figures, int cells, long seed) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "Coverage of the %.0f %% interval of simulated cells: lognormal trials, stopped when"
                + " the half-width is within%n%.0f %% of the mean, %d to %d trials, looked at after"
                + " each round. %d cells per line, seed %d.%n%n",
            100 * StoppingRun.LEVEL,
            100 * StoppingRun.WIDTH,
            StoppingRun.MIN_TRIALS,
            StoppingRun.MAX_TRIALS,
            cells,
            seed));
    table.append(
        String.format(
            "%4s %5s %5s %5s %5s | %7s %20s | %7s %8s | %8s %7s  %s%n",
            "CV %",
            "lag 1",
            "round",
            "visit",
            "trend",
            "conv. %",
            "covered % (95 %)",
            "autoc.%",
            "covered",
            "all cov.",
            "trials",
            "goal"));
    figures.forEach(figure -> table.append(row(figure)));
    table.append(String.format("%ngoal"));
    for (Goal goal : Goal.values()) {
      long count = figures.stream().filter(figure -> figure.goal() == goal).count();
      table.append(" %s in %d,".formatted(goal.name().toLowerCase(Locale.ROOT), count));
    }
    return table.append(String.format(" of %d lines%n", figures.size())).toString();
  }

  static String json(List<StoppingFigures> figures, PresetArguments arguments) {
    return figures.stream()
        .map(StoppingReport::object)
        .collect(
            Collectors.joining(
                ",\n",
                String.format(
                    Locale.ROOT,
                    "{\"schema\": 1, \"preset\": \"%s\", \"seed\": %d, \"level\": %.3f,"
                        + " \"half_width_ratio\": %.3f, \"min\": %d, \"max\": %d, \"points\": [%n",
                    arguments.preset(),
                    arguments.seed(),
                    StoppingRun.LEVEL,
                    StoppingRun.WIDTH,
                    StoppingRun.MIN_TRIALS,
                    StoppingRun.MAX_TRIALS),
                "\n]}\n"));
  }

  private static String row(StoppingFigures figure) {
    StoppingScenario scenario = figure.scenario();
    return String.format(
        Locale.ROOT,
        "%4.0f %5.2f %5.2f %5d %5.2f | %7.1f %6s %13s | %7.1f %8s | %8s %7.1f  %s%n",
        100 * scenario.spread(),
        scenario.lag1(),
        scenario.roundShare(),
        scenario.visit(),
        scenario.trend(),
        100.0 * figure.converged().tries() / figure.all().tries(),
        percent(figure.converged()),
        interval(figure.converged()),
        100.0 * figure.autocorrelated().tries() / figure.all().tries(),
        percent(figure.autocorrelated()),
        percent(figure.all()),
        figure.meanTrials(),
        word(figure));
  }

  private static String word(StoppingFigures figure) {
    return figure.goal().name().toLowerCase(Locale.ROOT);
  }

  private static String percent(Tally tally) {
    return tally.tries() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100 * tally.share());
  }

  private static String interval(Tally tally) {
    return tally.tries() == 0
        ? "-"
        : String.format(Locale.ROOT, "(%.1f - %.1f)", 100 * tally.low(), 100 * tally.high());
  }

  private static String object(StoppingFigures figure) {
    StoppingScenario scenario = figure.scenario();
    return String.format(
        Locale.ROOT,
        "  {\"spread_ratio\": %.3f, \"lag1\": %.3f, \"round_share_ratio\": %.3f, \"visit\": %d,"
            + " \"trend_ratio\": %.3f, \"cells\": %d, \"trials_mean\": %.3f,%n"
            + "   \"converged\": %s,%n   \"autocorrelated\": %s,%n   \"all\": %s,"
            + " \"goal\": \"%s\"}",
        scenario.spread(),
        scenario.lag1(),
        scenario.roundShare(),
        scenario.visit(),
        scenario.trend(),
        figure.all().tries(),
        figure.meanTrials(),
        tally(figure.converged()),
        tally(figure.autocorrelated()),
        tally(figure.all()),
        word(figure));
  }

  private static String tally(Tally tally) {
    return tally.tries() == 0
        ? "{\"cells\": 0, \"coverage_ratio\": null, \"coverage_low\": null, \"coverage_high\": null}"
        : String.format(
            Locale.ROOT,
            "{\"cells\": %d, \"coverage_ratio\": %.5f, \"coverage_low\": %.5f,"
                + " \"coverage_high\": %.5f}",
            tally.tries(),
            tally.share(),
            tally.low(),
            tally.high());
  }
}
