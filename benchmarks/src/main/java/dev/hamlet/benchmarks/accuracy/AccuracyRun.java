package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.common.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** All scenarios, one after the other, each on two threads. */
final class AccuracyRun {

  private static final int THREADS = 2;

  private final Preset preset;
  private final long seed;
  private final MonotonicClock clock;
  private final Consumer<String> printer;
  private double tookSeconds;

  AccuracyRun(Preset preset, long seed, MonotonicClock clock, Consumer<String> printer) {
    this.preset = preset;
    this.seed = seed;
    this.clock = clock;
    this.printer = printer;
  }

  List<ScenarioFigures> measure(List<Scenario> scenarios) throws InterruptedException {
    long startNs = clock.monotonicNs();
    Progress progress =
        new Progress(
            clock, printer, (long) (preset.cells() + preset.erringCells()) * scenarios.size());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<ScenarioFigures> figures = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        figures.add(new ScenarioRun(scenario, preset, seed, threads, progress).run());
        printer.accept(AccuracyTable.line(figures.get(figures.size() - 1)));
      }
      return figures;
    } finally {
      threads.shutdownNow();
      tookSeconds = (clock.monotonicNs() - startNs) * 1e-9;
    }
  }

  /** How long it took. */
  double tookSeconds() {
    return tookSeconds;
  }
}
