package dev.hamlet.benchmarks.faults;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the figures of supervised trials, for people and as JSON. */
final class SupervisedTable {

  private SupervisedTable() {}

  static String of(List<SupervisedFigures> figures) {
    String head =
        String.format(
            "%n%-11s %-7s %6s %9s %7s %8s %13s %6s  %s%n",
            "to a board",
            "sensor",
            "trials",
            "invalid %",
            "spared",
            "flagged",
            "worst error %",
            "wrong",
            "said");
    return head + figures.stream().map(SupervisedTable::line).collect(Collectors.joining());
  }

  private static String line(SupervisedFigures one) {
    String numbers =
        String.format(
            Locale.ROOT,
            "%-11s %-7s %6d %9.1f %7d %8d %13.2f %6d  %s%n",
            one.trouble(),
            one.sensor(),
            one.trials(),
            100.0 * one.invalid() / one.trials(),
            one.spared(),
            one.flagged(),
            100 * one.worstRatio(),
            one.wrong(),
            one.wrongCase().isEmpty() ? "" : "WRONG: " + one.wrongCase());
    return numbers
        + one.said().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(said -> String.format("%21d x %s%n", said.getValue(), said.getKey()))
            .collect(Collectors.joining());
  }

  /** A member {@code "supervised"} of an object. */
  static String json(List<SupervisedFigures> figures) {
    return figures.stream()
        .map(SupervisedTable::json)
        .collect(Collectors.joining(",\n", "\"supervised\": [\n", "\n]"));
  }

  private static String json(SupervisedFigures one) {
    String said =
        one.said().entrySet().stream()
            .map(entry -> "\"" + entry.getKey().replace("\"", "'") + "\": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  {\"trouble\": \"%s\", \"sensor\": \"%s\", \"trials\": %d, \"invalid\": %d, \"spared\": %d,"
            + " \"flagged\": %d, \"worst_error_ratio\": %.5f, \"wrong\": %d, \"wrong_case\": \"%s\","
            + " \"said\": {%s}}",
        one.trouble(),
        one.sensor(),
        one.trials(),
        one.invalid(),
        one.spared(),
        one.flagged(),
        one.worstRatio(),
        one.wrong(),
        one.wrongCase(),
        said);
  }
}
