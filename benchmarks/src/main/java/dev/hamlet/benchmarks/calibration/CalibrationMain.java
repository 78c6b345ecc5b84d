package dev.hamlet.benchmarks.calibration;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.PresetArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Fits time constants of simulated sensors from steps of the load, in virtual time. */
public final class CalibrationMain {

  /** No averaging (0 s) to 512 conversions; time constants from 0 to 0.51 s. */
  private static final int[] WORDS = {
    0x7007, 0x7127, 0x7407, 0x7327, 0x7607, 0x7527, 0x7807, 0x7a07, 0x7727, 0x7c07, 0x7a97
  };

  private CalibrationMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments,
        "calibration " + PresetArguments.USAGE,
        PresetArguments::parse,
        CalibrationMain::measure);
  }

  private static void measure(PresetArguments parsed) throws IOException {
    List<CalibrationFigures> figures = new ArrayList<>();
    System.out.printf(
        "%-7s %9s %9s %6s %8s %10s %12s %10s %10s%n",
        "word",
        "tau ms",
        "round ms",
        "steps",
        "refused",
        "mean ms",
        "worst err %",
        "in 5 % %",
        "covers %");
    for (int word : WORDS) {
      CalibrationFigures one = new CalibrationRun(word, parsed.seed()).run(parsed.choose(40, 400));
      figures.add(one);
      System.out.print(line(one));
    }
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), json(figures));
    }
  }

  private static String line(CalibrationFigures one) {
    return String.format(
        Locale.ROOT,
        "0x%04x  %9.3f %9.2f %6d %8d %10.3f %12.2f %10.1f %10.1f%n",
        one.word(),
        one.trueMs(),
        one.roundMs(),
        one.steps(),
        one.refused(),
        one.meanMs(),
        100 * one.greatestErrorRatio(),
        100 * one.withinRatio(),
        100 * one.coverageRatio());
  }

  private static String json(List<CalibrationFigures> figures) {
    return figures.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "  {\"config_word\": \"0x%04x\", \"time_constant_ms\": %.4f, \"round_ms\": %.4f,"
                        + " \"steps\": %d, \"refused\": %d, \"fitted_mean_ms\": %.4f,"
                        + " \"greatest_error_ratio\": %.5f, \"within_5_percent_ratio\": %.4f,"
                        + " \"coverage_ratio\": %.4f}",
                    one.word(),
                    one.trueMs(),
                    one.roundMs(),
                    one.steps(),
                    one.refused(),
                    one.meanMs(),
                    one.greatestErrorRatio(),
                    one.withinRatio(),
                    one.coverageRatio()))
        .collect(
            Collectors.joining(
                ",\n", "{\"schema\": 1, \"simulated\": true, \"sensors\": [\n", "\n]}\n"));
  }
}
