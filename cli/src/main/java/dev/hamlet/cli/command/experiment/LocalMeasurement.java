package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.fleet.LocalBoards;
import dev.hamlet.cli.fleet.LocalRun;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code demo}, {@code run --local} and {@code simulate FILE} have in common: a local run and
 * what is said of it.
 */
final class LocalMeasurement implements LocalRun.Listener {

  private final CommandContext context;
  private final boolean json;
  private final boolean keepRunning;
  private final LocalBoards boards;
  private final String honesty;
  private final Optional<Duration> budget;
  private final StopSignal stop;
  private String metricsUrl = "";

  private LocalMeasurement(
      CommandContext context,
      boolean json,
      boolean keepRunning,
      LocalBoards boards,
      String honesty,
      Optional<Duration> budget) {
    this.boards = boards;
    this.honesty = honesty;
    this.budget = budget;
    this.context = context;
    this.json = json;
    this.keepRunning = keepRunning;
    this.stop = context.stopSignals().get();
  }

  /** On two twins, with real inferences. */
  static LocalMeasurement onTwins(
      CommandContext context, boolean json, boolean keepRunning, Optional<Duration> budget) {
    return new LocalMeasurement(
        context,
        json,
        keepRunning,
        LocalBoards.twins(),
        "inferences are real, on this machine's CPU, stretched to the twin's clock; power is simulated"
            + " (twin)",
        budget);
  }

  /** On simulated boards, where nothing is real. */
  static LocalMeasurement onSimulatedBoards(
      CommandContext context, boolean json, LocalBoards boards) {
    return new LocalMeasurement(
        context,
        json,
        false,
        boards,
        "SIMULATION: no board and no inference is real, the figures are a model's",
        Optional.empty());
  }

  ExitCode run(ExperimentSource source, Optional<Path> output) {
    ResultFolder results = ResultFolder.tried(output, context.workingFolder());
    context.output().note("Ctrl-C ends everything; what is measured by then is written.");
    try {
      return new LocalRun(
              context.installation(), context.output(), context.clock(), stop, boards, budget)
          .run(source, results, this)
          .exit();
    } finally {
      results.leaveIfEmpty();
    }
  }

  @Override
  public void measuring(String url) {
    metricsUrl = url;
    context.output().note("measuring; " + honesty + "; live metrics: " + url);
  }

  @Override
  public void finished(LocalRun.Outcome outcome) {
    ResultDisplay.show(context.output(), outcome.folder(), json);
    if (!boards.measured()) {
      context.output().note(honesty);
    }
    if (keepRunning && !stop.isRequested()) {
      context.output().note("metrics stay at " + metricsUrl + " until Ctrl-C");
      awaitStop();
    }
  }

  private void awaitStop() {
    try {
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
