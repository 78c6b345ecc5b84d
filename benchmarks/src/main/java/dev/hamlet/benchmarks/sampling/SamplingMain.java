package dev.hamlet.benchmarks.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Samples a twin and a folder of files at 1 kHz in real time and prints what came of it.
 *
 * <p>Usage: {@code [--seconds N] [--json FILE]}; N from 1 to 3600, 10 if not given.
 */
public final class SamplingMain {

  private static final String USAGE = "usage: benchmarks/run sampling [--seconds N] [--json FILE]";

  private SamplingMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SamplingArguments parsed;
    try {
      parsed = SamplingArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    List<SamplingFigures> figures = measure(parsed);
    System.out.print(SamplingReport.table(figures));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), SamplingReport.json(figures));
    }
  }

  private static List<SamplingFigures> measure(SamplingArguments arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hamlet-sampling");
    try (BenchmarkSensors sensors = new BenchmarkSensors(folder)) {
      return List.of(
          SamplingRun.measure("twin", sensors.twin(), arguments.seconds()),
          SamplingRun.measure("files", sensors.files(), arguments.seconds()));
    }
  }
}
