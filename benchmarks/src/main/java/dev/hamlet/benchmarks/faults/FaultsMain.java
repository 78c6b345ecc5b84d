package dev.hamlet.benchmarks.faults;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import dev.hamlet.benchmarks.arguments.PresetArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lets things go wrong in simulated trials and prints what agent and aligner make of them. */
public final class FaultsMain {

  /** Sensors without a memory: what is seen of a board does not hang on them. */
  private static final int[] WORDS = {0x7007, 0x7127};

  private FaultsMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments, "faults " + PresetArguments.USAGE, PresetArguments::parse, FaultsMain::measure);
  }

  private static void measure(PresetArguments parsed) throws IOException {
    int repeats = parsed.choose(4, 40);
    List<FaultFigures> figures = new FaultCampaign(repeats, parsed.seed()).run();
    List<SupervisedFigures> supervised = new ArrayList<>();
    for (int word : WORDS) {
      supervised.addAll(new SupervisedCampaign(word, repeats, parsed.seed()).run());
      supervised.addAll(new MeteredCampaign(word, repeats, parsed.seed()).run());
    }
    System.out.printf(
        "%-11s %-7s %6s %6s %8s %13s %6s  %s%n",
        "fault",
        "sensor",
        "trials",
        "valid",
        "flagged",
        "worst error %",
        "wrong",
        "what was said; first wrong case");
    figures.forEach(one -> System.out.print(line(one)));
    System.out.print(SupervisedTable.of(supervised));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), json(figures, supervised));
    }
  }

  private static String line(FaultFigures one) {
    return String.format(
        Locale.ROOT,
        "%-11s %-7s %6d %6d %8d %13.2f %6d  %s%s%n",
        one.fault(),
        one.sensor(),
        one.trials(),
        one.valid(),
        one.flagged(),
        100 * one.worstRatio(),
        one.wrong(),
        one.sentence(),
        one.wrongCase().isEmpty() ? "" : " WRONG: " + one.wrongCase());
  }

  private static String json(List<FaultFigures> figures, List<SupervisedFigures> supervised) {
    return figures.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "  {\"fault\": \"%s\", \"sensor\": \"%s\", \"trials\": %d, \"valid\": %d,"
                        + " \"flagged\": %d, \"worst_error_ratio\": %.5f, \"wrong\": %d,"
                        + " \"wrong_case\": \"%s\", \"said\": \"%s\"}",
                    one.fault(),
                    one.sensor(),
                    one.trials(),
                    one.valid(),
                    one.flagged(),
                    one.worstRatio(),
                    one.wrong(),
                    one.wrongCase(),
                    one.sentence().replace("\"", "'")))
        .collect(
            Collectors.joining(
                ",\n",
                "{\"schema\": 2, \"simulated\": true, \"faults\": [\n",
                "\n],\n" + SupervisedTable.json(supervised) + "}\n"));
  }
}
