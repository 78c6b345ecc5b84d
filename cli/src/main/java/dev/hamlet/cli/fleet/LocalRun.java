package dev.hamlet.cli.fleet;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.Preparation;
import dev.hamlet.cli.experiment.PreparedExperiment;
import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.experiment.Submission;
import dev.hamlet.cli.failure.Failure;
import dev.hamlet.cli.installation.Installation;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.cli.report.ExperimentProgress;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with everything on this machine: builds the variants, starts a fleet, measures,
 * writes the results, ends the fleet.
 *
 * <p>A stop signal ends the experiment; what is measured by then is written all the same.
 */
public final class LocalRun {

  /** Starting the processes, and writing results after the last trial. */
  private static final Duration AROUND_MEASURING = Duration.ofSeconds(20);

  /** A slow machine still gets so much time to measure in. */
  private static final Duration LEAST_MEASURING = Duration.ofSeconds(60);

  /** Names of the boards of every local fleet. */
  public static final List<String> TWINS = List.of("twin-1", "twin-2");

  private final Installation installation;
  private final Output output;
  private final SystemClock clock;
  private final StopSignal stop;
  private final Optional<Duration> budget;
  private final LocalBoards boards;
  private final Progress progress;
  private @Nullable LocalFleet fleet;
  private @Nullable OperatorClient client;
  private @Nullable String experimentId;

  /**
   * Ends early when the signal comes.
   *
   * @param boards what it measures on
   * @param budget longest that all of it may take: what preparing leaves of it becomes the
   *     experiment's time limit; without it the file's own holds
   */
  public LocalRun(
      Installation installation,
      Output output,
      SystemClock clock,
      StopSignal stop,
      LocalBoards boards,
      Optional<Duration> budget) {
    this.boards = boards;
    this.budget = budget;
    this.installation = installation;
    this.output = output;
    this.clock = clock;
    this.stop = stop;
    this.progress = new Progress(output, clock);
  }

  /**
   * What came of it.
   *
   * @param folder where the results are
   * @param exit what a script is told
   */
  public record Outcome(Path folder, ExitCode exit) {}

  /**
   * Runs an experiment to its end.
   *
   * @param results where its results go
   * @param listener told on the calling thread
   */
  public Outcome run(ExperimentSource source, ResultFolder results, Listener listener) {
    stop.onStop(this::interrupted);
    try {
      long startNs = clock.monotonicNs();
      PreparedExperiment prepared = new Preparation(installation, progress, clock).prepare(source);
      Duration elapsed = Duration.ofNanos(clock.monotonicNs() - startNs);
      return withFleet(limited(prepared, elapsed), results, listener);
    } finally {
      stop.finished();
    }
  }

  /** With what is left of the budget as its time limit. */
  private PreparedExperiment limited(PreparedExperiment prepared, Duration elapsed) {
    return budget
        .map(whole -> whole.minus(elapsed).minus(AROUND_MEASURING))
        .map(left -> left.compareTo(LEAST_MEASURING) < 0 ? LEAST_MEASURING : left)
        .map(prepared::withTimeLimit)
        .orElse(prepared);
  }

  /** Told of the two moments that a caller may want to say something at. */
  public interface Listener {
    /**
     * Measuring begins.
     *
     * @param metricsUrl where metrics can be had as long as the fleet runs
     */
    void measuring(String metricsUrl);

    /** The results are written; the fleet ends when this returns. */
    void finished(Outcome outcome);
  }

  private Outcome withFleet(PreparedExperiment prepared, ResultFolder results, Listener listener) {
    FleetFolder folder = FleetFolder.create(installation.cache("local"));
    LocalFleet local = new LocalFleet(installation, folder.path(), output::problem);
    synchronized (this) {
      fleet = local;
    }
    try (local) {
      progress.at("starting " + boards.words(), "");
      boards.start(local);
      listener.measuring(local.metricsUrl());
      Outcome outcome = measure(local, prepared, results);
      listener.finished(outcome);
      local.close();
      folder.delete();
      return outcome;
    } catch (HamletException e) {
      output.note("logs of all processes are in " + folder.path());
      throw e;
    }
  }

  private Outcome measure(LocalFleet local, PreparedExperiment prepared, ResultFolder results) {
    try (OperatorClient operator = OperatorClient.to(local.grpc())) {
      DevicesReady.await(operator, boards.names(), clock);
      String id = new Submission(operator, progress).submit(prepared).getExperimentId();
      synchronized (this) {
        client = operator;
        experimentId = id;
      }
      ExperimentView end = ExperimentView.of(operator.watch(id, new ExperimentProgress(progress)));
      output.clear();
      return new Outcome(results.write(operator, id), end.exitCode());
    }
  }

  /** On the signal's thread. */
  private void interrupted() {
    OperatorClient operator;
    String id;
    LocalFleet local;
    synchronized (this) {
      operator = client;
      id = experimentId;
      local = fleet;
    }
    if (operator != null && id != null) {
      output.note("stopping: the experiment is cancelled, what is measured is written");
      cancel(operator, id);
      return;
    }
    output.note("stopping: nothing is measured yet, nothing is written");
    if (local != null) {
      local.close();
    }
    stop.finished();
  }

  private void cancel(OperatorClient operator, String id) {
    try {
      var unused = operator.cancel(id);
    } catch (HamletException e) {
      output.problem(Failure.of(e).sentence());
      stop.finished();
    }
  }
}
