package dev.hamlet.cli.command.experiment;

import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.CoordinatorChecks;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.Preparation;
import dev.hamlet.cli.experiment.PreparedExperiment;
import dev.hamlet.cli.experiment.ResultFolder;
import dev.hamlet.cli.experiment.Submission;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.process.StopSignal;
import dev.hamlet.cli.progress.Progress;
import dev.hamlet.cli.report.ExperimentProgress;
import dev.hamlet.cli.report.ExperimentView;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.proto.v1.ExtendReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
      "Ctrl-C ends it, and what is measured by then is written. A file of several YAML documents",
      "is several experiments."
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
      description =
          "Where results go; of several experiments into DIR/<experiment id> each. Without it:"
              + " ./hamlet-results/<experiment id>.")
  private @Nullable Path output;

  @Mixin private RestrictionOptions restriction;

  @Option(
      names = "--extend",
      paramLabel = "ID",
      description = {
        "Give a running or finished experiment this file: shows which cells are kept, new and",
        "dropped, and does it with --yes. Equal cells keep their results."
      })
  private @Nullable String extend;

  @Option(names = "--yes", description = "Do what --extend has shown.")
  private boolean yes;

  @Option(
      names = "--reuse",
      description = {
        "Let trials of equal cells of earlier experiments stand for cells of this one; results",
        "say where each was measured."
      })
  private boolean reuse;

  /** Wired by hand. */
  public RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<ExperimentSource> sources =
        ExperimentSource.readAll(context.workingFolder().resolve(file));
    Restriction part = restriction.restriction();
    if (local) {
      return local(sources, part);
    }
    try (OperatorClient client = coordinator.connect()) {
      var unused = client.version();
      if (extend != null) {
        return extended(client, sources, part, extend);
      }
      return detach ? detached(client, sources, part) : followed(client, sources, part);
    }
  }

  private int local(List<ExperimentSource> sources, Restriction part) {
    if (extend != null || reuse || !part.isNone()) {
      throw new InvalidInputException(
          "--local",
          "it starts from nothing, so it goes with none of --extend, --reuse, --only, --on");
    }
    int worst = ExitCode.OK.number();
    for (ExperimentSource source : sources) {
      int code =
          LocalMeasurement.onTwins(context, format.json(), false, Optional.empty())
              .run(source, Optional.ofNullable(output))
              .number();
      worst = Math.max(worst, code);
    }
    return worst;
  }

  private int extended(
      OperatorClient client, List<ExperimentSource> sources, Restriction part, String id) {
    if (sources.size() > 1) {
      throw new InvalidInputException(
          "--extend", "the file holds " + sources.size() + " experiments: extend with one");
    }
    Progress progress = context.progress();
    PreparedExperiment prepared =
        new Preparation(context.installation(), progress, context.clock())
            .prepare(sources.get(0), part);
    Submission submission = new Submission(client, progress);
    ExtendReply reply = submission.extend(id, prepared, part, reuse, !yes);
    new ExtensionDisplay(context.output()).show(id, reply, yes, format.json());
    return ExitCode.OK.number();
  }

  private int detached(OperatorClient client, List<ExperimentSource> sources, Restriction part) {
    handIn(
        client,
        sources,
        part,
        context.progress(),
        id -> {
          context.output().line(id);
          context.output().note("follow it with: " + watchCommand(id));
        });
    return ExitCode.OK.number();
  }

  private int followed(OperatorClient client, List<ExperimentSource> sources, Restriction part) {
    ResultFolder results = ResultFolder.tried(Optional.ofNullable(output), context.workingFolder());
    StopSignal stop = context.stopSignals().get();
    GoingOn goingOn = new GoingOn();
    stop.onStop(() -> detachOnSignal(stop, goingOn));
    try {
      ResultFolder places = sources.size() > 1 ? results.forSeveral() : results;
      return followed(client, sources, part, places, goingOn);
    } catch (RuntimeException e) {
      goingOn.lines(this::watchCommand).forEach(context.output()::note);
      throw e;
    } finally {
      stop.finished();
      results.leaveIfEmpty();
    }
  }

  private int followed(
      OperatorClient client,
      List<ExperimentSource> sources,
      Restriction part,
      ResultFolder results,
      GoingOn goingOn) {
    Progress progress = context.progress();
    handIn(
        client,
        sources,
        part,
        progress,
        id -> {
          goingOn.handedIn(id);
          progress.done(id + " is handed in; Ctrl-C detaches");
        });
    int worst = ExitCode.OK.number();
    for (String id : goingOn.ids()) {
      ExperimentView end = ExperimentView.of(client.watch(id, new ExperimentProgress(progress)));
      goingOn.ended(id);
      ResultDisplay.show(context.output(), results.write(client, id), format.json());
      worst = Math.max(worst, end.exitCode().number());
    }
    return worst;
  }

  private void detachOnSignal(StopSignal stop, GoingOn goingOn) {
    List<String> lines = goingOn.lines(this::watchCommand);
    for (int i = 0; i < lines.size(); i++) {
      context.output().note((i == 0 ? "detached; " : "") + lines.get(i));
    }
    stop.finished();
  }

  /**
   * Hands all in, or none: the coordinator looks at several, and all are built, before it gets the
   * first.
   */
  private void handIn(
      OperatorClient client,
      List<ExperimentSource> sources,
      Restriction part,
      Progress progress,
      Consumer<String> handedIn) {
    if (sources.size() > 1) {
      CoordinatorChecks.require(client, sources, part);
    }
    Preparation preparation = new Preparation(context.installation(), progress, context.clock());
    List<PreparedExperiment> prepared =
        sources.stream().map(source -> preparation.prepare(source, part)).toList();
    Submission submission = new Submission(client, progress);
    prepared.forEach(one -> handedIn.accept(submission.submit(one, part, reuse).getExperimentId()));
  }

  private String watchCommand(String id) {
    return "hamlet watch " + id + coordinator.asArguments();
  }
}
