package dev.hamlet.benchmarks.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures for scripts. */
final class AccuracyJson {

  private AccuracyJson() {}

  static String of(Preset preset, long seed, double tookSeconds, List<ScenarioFigures> figures) {
    return figures.stream()
        .map(AccuracyJson::scenario)
        .collect(
            Collectors.joining(
                ",\n",
                String.format(
                    Locale.ROOT,
                    "{\"schema\": 1, \"simulated\": true, \"preset\": \"%s\", \"seed\": %d,"
                        + " \"took_seconds\": %.1f, \"scenarios\": [%n",
                    preset.word(),
                    seed,
                    tookSeconds),
                "\n]}\n"));
  }

  private static String scenario(ScenarioFigures one) {
    String others =
        one.others().entrySet().stream()
            .map(entry -> text(entry.getKey()) + ": {" + errors(entry.getValue()) + "}")
            .collect(Collectors.joining(", ", "{", "}"));
    return "  {\"name\": "
        + text(one.name())
        + ", \"accepted\": "
        + one.accepted()
        + ", \"reason\": "
        + text(one.reason())
        + ", \"cells\": "
        + one.cells()
        + ", \"converged_ratio\": "
        + number(one.converged())
        + ", \"trials_mean\": "
        + number(one.meanTrials())
        + ", \"invalid_ratio\": "
        + number(one.invalidRatio())
        + ", \"burst_seconds\": "
        + number(one.burstSeconds())
        + ", "
        + errors(one.hamlet())
        + coverage("total", one.total())
        + coverage("random", one.random())
        + coverage("random_converged", one.convergedRandom())
        + ",\n   \"others\": "
        + others
        + "}";
  }

  private static String errors(Errors errors) {
    return "\"bias_ratio\": "
        + number(errors.biasRatio())
        + ", \"bias_standard_error_ratio\": "
        + number(errors.biasErrorRatio())
        + ", \"rms_error_ratio\": "
        + number(errors.rmsRatio());
  }

  private static String coverage(String which, Coverage coverage) {
    return ", \"coverage_"
        + which
        + "_ratio\": "
        + number(coverage.ratio())
        + ", \"coverage_"
        + which
        + "_interval\": ["
        + number(coverage.low())
        + ", "
        + number(coverage.high())
        + "], \"coverage_"
        + which
        + "_cells\": "
        + coverage.cells();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.6f", value);
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
