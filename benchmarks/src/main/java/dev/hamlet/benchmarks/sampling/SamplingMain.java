package dev.hamlet.benchmarks.sampling;

import dev.hamlet.benchmarks.arguments.BenchmarkMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Samples a twin and a folder of files at 1 kHz in real time and prints what came of it. */
public final class SamplingMain {

  private SamplingMain() {}

  /** Exit code 0; 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchmarkMain.run(
        arguments, SamplingArguments.USAGE, SamplingArguments::parse, SamplingMain::measure);
  }

  private static void measure(SamplingArguments parsed) throws IOException, InterruptedException {
    List<SamplingFigures> figures = measure(parsed.seconds());
    System.out.print(SamplingReport.table(figures));
    if (parsed.json() != null) {
      Files.writeString(parsed.json(), SamplingReport.json(figures));
    }
  }

  private static List<SamplingFigures> measure(int seconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hamlet-sampling");
    try (BenchmarkSensors sensors = new BenchmarkSensors(folder)) {
      return List.of(
          SamplingRun.measure("twin", sensors.twin(), seconds),
          SamplingRun.measure("files", sensors.files(), seconds));
    }
  }
}
