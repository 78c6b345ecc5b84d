package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.Preparation;
import dev.hamlet.cli.experiment.PreparedExperiment;
import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.experiment.Submission;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.cli.progress.ExperimentProgress;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.cli.report.ExperimentView;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet run FILE}. */
@Command(
    name = "run",
    description = {
      "Runs an experiment and writes its results.",
      "Against a coordinator the experiment lives there: Ctrl-C detaches, and `hamlet watch`",
      "follows it again. With --local everything runs on this machine, on two simulated boards:",
      "Ctrl-C ends it, and what is measured by then is written."
    })
public final class RunCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", description = "An experiment file.")
  private Path file;

  @Option(
      names = "--local",
      description = "Start a coordinator and two agents with twins here, and end them afterwards.")
  private boolean local;

  @Option(names = "--detach", description = "Hand the experiment in and return.")
  private boolean detach;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where results go. Without it: ./hamlet-results/<experiment id>.")
  private @Nullable Path output;

  /** Wired by hand. */
  public RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ExperimentSource source = ExperimentSource.read(context.workingFolder().resolve(file));
    if (local) {
      return LocalMeasurement.onTwins(context, format.json(), false, Optional.empty())
          .run(source, Optional.ofNullable(output))
          .number();
    }
    try (OperatorClient client = coordinator.connect()) {
      var unused = client.version();
      return detach ? detached(client, source) : followed(client, source);
    }
  }

  private int detached(OperatorClient client, ExperimentSource source) {
    String id = submit(client, source, context.progress());
    context.output().line(id);
    context.output().note("follow it with: " + watchCommand(id));
    return ExitCode.OK.number();
  }

  private int followed(OperatorClient client, ExperimentSource source) {
    ResultFolder results = ResultFolder.tried(Optional.ofNullable(output), context.workingFolder());
    try {
      Progress progress = context.progress();
      String id = submit(client, source, progress);
      StopSignal stop = context.stopSignals().get();
      stop.onStop(() -> detachOnSignal(stop, id));
      progress.done(id + " is handed in; Ctrl-C detaches");
      ExperimentView end = ExperimentView.of(client.watch(id, new ExperimentProgress(progress)));
      Path folder = results.write(client, id);
      stop.finished();
      ResultDisplay.show(context.output(), folder, format.json());
      return end.exitCode().number();
    } finally {
      results.leaveIfEmpty();
    }
  }

  private void detachOnSignal(StopSignal stop, String id) {
    context.output().note("detached; the experiment goes on. Follow it with: " + watchCommand(id));
    stop.finished();
  }

  private String submit(OperatorClient client, ExperimentSource source, Progress progress) {
    PreparedExperiment prepared =
        new Preparation(context.installation(), progress, context.clock()).prepare(source);
    return new Submission(client, progress).submit(prepared).getExperimentId();
  }

  private String watchCommand(String id) {
    return "hamlet watch " + id + coordinator.asArguments();
  }
}
