package dev.hamlet.cli.command.experiment;

import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.KnownBoards;
import dev.hamlet.cli.experiment.MeasuredBefore;
import dev.hamlet.cli.experiment.PlanPreview;
import dev.hamlet.cli.experiment.Preparation;
import dev.hamlet.cli.experiment.PreparedExperiment;
import dev.hamlet.cli.experiment.SourceChecks;
import dev.hamlet.cli.experiment.Submission;
import dev.hamlet.cli.fleet.LocalRun;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.cli.progress.Durations;
import dev.hamlet.common.axis.CellAxes;
import dev.hamlet.common.axis.VaryingAxes;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.PlanOfRest;
import dev.hamlet.coordinator.experiment.plan.PlannedGroup;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.proto.v1.EstimateReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet plan FILE}. */
@Command(
    name = "plan",
    description = {
      "Shows what an experiment would measure where, and for how long.",
      "That is cells, the order of the first round, and the time of the least number of trials; where",
      "there is a coordinator, also what it expects from the trials that it has learnt from. Nothing",
      "is built, handed in or measured. The devices are the coordinator's, or with --local the two",
      "simulated boards of `run --local`."
    })
public final class PlanCommand implements Callable<Integer> {

  private static final int MOST_LINES = 500;

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", description = "An experiment file.")
  private Path file;

  @Option(names = "--local", description = "Plan for the simulated boards of `run --local`.")
  private boolean local;

  @Mixin private RestrictionOptions restriction;

  @Option(
      names = "--measured",
      description = {
        "Also say which cells were measured before, in any experiment of the coordinator. This",
        "builds the models that are not in the cache, since equal cells have equal artifacts."
      })
  private boolean measured;

  /** Wired by hand. */
  public PlanCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<ExperimentSource> sources =
        ExperimentSource.readAll(context.workingFolder().resolve(file));
    sources.forEach(SourceChecks::require);
    if (measured && local) {
      throw new InvalidInputException("--measured", "nothing was measured before with --local");
    }
    KnownBoards boards = boards();
    int unrunnable =
        sources.stream().mapToInt(source -> plan(source, boards, sources.size() > 1)).sum();
    return (unrunnable == 0 ? ExitCode.OK : ExitCode.BAD_INPUT).number();
  }

  /** Cells that no board can run. */
  private int plan(ExperimentSource source, KnownBoards boards, boolean oneOfSeveral) {
    Restriction part = restriction.restriction();
    PlanOfRest rest = boards.retired().leftOut(() -> planned(source, boards.facts(), part));
    Plan plan = rest.plan();
    Set<String> planned =
        plan.groups().stream().map(group -> group.group().device()).collect(Collectors.toSet());
    ExperimentPlanner.warnings(source.file(), planned, boards.facts())
        .forEach(warning -> context.output().note("warning: " + warning));
    List<Cell> cells = cells(source.file(), plan);
    Optional<EstimateReply> learnt =
        local || rest.unrunnableCells() > 0 ? Optional.empty() : learnt(source, part);
    Optional<Map<String, Integer>> before = measured ? Optional.of(before(plan)) : Optional.empty();
    if (format.json()) {
      context
          .output()
          .line(
              Json.of(
                  new Preview(
                      source.file().name(),
                      cells,
                      plan.expected().toMillis(),
                      plan.boardTime().toMillis(),
                      before.orElse(null),
                      learnt.map(Learnt::of).orElse(null),
                      rest.unrunnableCells(),
                      rest.reasons()),
                  oneOfSeveral));
    } else {
      show(source.file(), plan, cells);
      learnt.ifPresent(this::showLearnt);
      before.ifPresent(this::showBefore);
      UnrunnableDisplay.lines(rest).forEach(context.output()::line);
    }
    return rest.unrunnableCells();
  }

  /** What it would take, from what the coordinator has learnt. */
  private Optional<EstimateReply> learnt(ExperimentSource source, Restriction part) {
    try (OperatorClient client = coordinator.connect()) {
      return client.estimate(Submission.question(source, part));
    }
  }

  private void showLearnt(EstimateReply learnt) {
    String from =
        learnt.getLearntTrials() == 0
            ? "guessed: the coordinator has not learnt from any trial yet"
            : "learnt from %d trials".formatted(learnt.getLearntTrials())
                + (learnt.hasErrorRatio()
                    ? ", the last of which took %.0f %% more or less than expected"
                        .formatted(100 * learnt.getErrorRatio())
                    : "");
    context
        .output()
        .line(
            "expected: through in %s with what is before it, %s on all boards together (%s)"
                .formatted(
                    Durations.words(Duration.ofMillis(learnt.getExpectedMs())),
                    Durations.words(Duration.ofMillis(learnt.getBoardMs())),
                    from));
  }

  private PlanOfRest planned(ExperimentSource source, List<DeviceFacts> devices, Restriction part) {
    if (!measured) {
      return PlanPreview.of(source.file(), devices, part);
    }
    PreparedExperiment prepared =
        new Preparation(context.installation(), context.progress(), context.clock())
            .prepare(source, part);
    return PlanPreview.of(source.file(), devices, part, prepared);
  }

  /** Cells that were measured before, by experiment; for each cell the newest counts. */
  private Map<String, Integer> before(Plan plan) {
    try (OperatorClient client = coordinator.connect()) {
      return MeasuredBefore.count(plan, client::measured);
    }
  }

  private void showBefore(Map<String, Integer> before) {
    int all = before.values().stream().mapToInt(Integer::intValue).sum();
    context.output().line("%d cells were measured before".formatted(all));
    before.forEach(
        (experiment, count) ->
            context.output().line("  %d of them in %s".formatted(count, experiment)));
    if (all > 0) {
      context.output().line("--reuse lets their trials stand for this experiment's");
    }
  }

  private KnownBoards boards() {
    if (local) {
      return KnownBoards.of(
          LocalRun.TWINS.stream()
              .map(twin -> PlanPreview.twin(twin, TwinDevice.DEFAULT_RAILS))
              .toList());
    }
    try (OperatorClient client = coordinator.connect()) {
      return KnownBoards.ofStatus(client.devices());
    }
  }

  private static List<Cell> cells(ExperimentFile file, Plan plan) {
    List<Cell> cells = new ArrayList<>();
    for (PlannedGroup group : plan.groups()) {
      Map<String, Integer> places = PlanPreview.firstRound(file, group);
      List<Cell> inOrder = new ArrayList<>();
      group.cells().forEach(cell -> inOrder.add(cell(cell, places)));
      inOrder.sort(Comparator.comparingInt(Cell::firstRoundPlace));
      cells.addAll(inOrder);
    }
    return cells;
  }

  private static Cell cell(PlannedCell cell, Map<String, Integer> places) {
    return new Cell(
        cell.group().device(),
        cell.group().powerMode(),
        places.getOrDefault(cell.cellId(), 0),
        cell.spec().model(),
        cell.spec().variant(),
        cell.spec().runtime(),
        cell.spec().threads(),
        cell.spec().cores(),
        cell.spec().inputIndex(),
        new TreeMap<>(cell.spec().options()));
  }

  private void show(ExperimentFile file, Plan plan, List<Cell> cells) {
    Output output = context.output();
    VaryingAxes axes = VaryingAxes.among(cells.stream().map(Cell::axes).toList());
    TextTable table =
        new TextTable(
            List.of(
                Column.text("device"),
                Column.number("first round"),
                Column.text("model"),
                Column.text("variant"),
                Column.text("setting")));
    cells.stream().limit(MOST_LINES).forEach(cell -> table.row(cell.words(axes)));
    table.lines().forEach(output::line);
    if (cells.size() > MOST_LINES) {
      output.line("and %d more; --json has them all".formatted(cells.size() - MOST_LINES));
    }
    output.line("");
    cells.stream()
        .limit(1)
        .map(cell -> axes.shared(cell.axes()))
        .filter(shared -> !shared.isEmpty())
        .forEach(shared -> output.line("all of these: " + shared));
    PlanPreview.modes(plan)
        .forEach(
            (device, modes) ->
                output.line(
                    "%s: %s, %d switches of power mode"
                        .formatted(device, String.join(", then ", modes), modes.size() - 1)));
    output.line(
        "%d cells, %d to %d trials each, %d a visit; at least %s of measuring (%s on all boards together), loading and taking turns on top"
            .formatted(
                cells.size(),
                file.trials().min(),
                file.trials().max(),
                file.trials().visit(),
                Durations.words(plan.expected()),
                Durations.words(plan.boardTime())));
  }

  /**
   * A plan, for {@code --json}.
   *
   * @param experiment its name
   * @param cells in the order of the first round, group by group
   * @param leastDurationMs time of the least number of trials, devices side by side, ms
   * @param boardTimeMs the same on all devices together, ms
   * @param measuredBefore cells measured before by experiment; null if that was not asked for
   * @param learnt what it is expected to take; null with {@code --local}, and where there are cells
   *     that no board can run
   * @param unrunnableCells cells that no board can run, which are not among the cells
   * @param unrunnable why they cannot be run; a cell may be concerned by several
   */
  private record Preview(
      String experiment,
      List<Cell> cells,
      long leastDurationMs,
      long boardTimeMs,
      @Nullable Map<String, Integer> measuredBefore,
      @Nullable Learnt learnt,
      int unrunnableCells,
      List<PlanOfRest.Reason> unrunnable) {}

  /**
   * What a plan is expected to take, for {@code --json}.
   *
   * @param expectedDurationMs until the last board is through, with what each has before it, ms
   * @param boardTimeMs on all boards together, ms
   * @param trials trials that this is learnt from; 0 if it is a guess
   * @param errorRatio mean of |expected - actual| / actual of the last of them; null if there are
   *     too few
   */
  private record Learnt(
      long expectedDurationMs, long boardTimeMs, long trials, @Nullable Double errorRatio) {

    static Learnt of(EstimateReply learnt) {
      return new Learnt(
          learnt.getExpectedMs(),
          learnt.getBoardMs(),
          learnt.getLearntTrials(),
          learnt.hasErrorRatio() ? learnt.getErrorRatio() : null);
    }
  }

  /**
   * A cell of the plan.
   *
   * @param device its device
   * @param powerMode power mode of the device
   * @param firstRoundPlace its place in the first round, from 1
   * @param model name of the model
   * @param variant label of the variant
   * @param runtime what executes it
   * @param threads threads of the runtime
   * @param cores kind of core to run on; empty if the file does not say
   * @param inputIndex input that is measured
   * @param options the user's own axes, by name
   */
  private record Cell(
      String device,
      String powerMode,
      int firstRoundPlace,
      String model,
      String variant,
      String runtime,
      int threads,
      String cores,
      int inputIndex,
      Map<String, String> options) {

    CellAxes axes() {
      return CellAxes.of(runtime, threads, powerMode, cores, inputIndex, options);
    }

    List<String> words(VaryingAxes axes) {
      return List.of(
          device,
          String.valueOf(firstRoundPlace),
          model,
          variant,
          axes.isEmpty() ? "-" : axes.label(axes()));
    }
  }
}
