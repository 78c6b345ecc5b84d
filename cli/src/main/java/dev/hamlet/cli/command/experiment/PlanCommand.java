package dev.hamlet.cli.command.experiment;

import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.cli.command.CommandContext;
import dev.hamlet.cli.command.CoordinatorOptions;
import dev.hamlet.cli.command.JsonOption;
import dev.hamlet.cli.experiment.ExperimentSource;
import dev.hamlet.cli.experiment.PlanPreview;
import dev.hamlet.cli.experiment.SourceChecks;
import dev.hamlet.cli.fleet.LocalRun;
import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.cli.output.Json;
import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.output.TextTable;
import dev.hamlet.cli.output.TextTable.Column;
import dev.hamlet.cli.progress.Durations;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.PlannedGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hamlet plan FILE}. */
@Command(
    name = "plan",
    description = {
      "Shows what an experiment would measure where: cells, the order of the first round, and the",
      "time of the least number of trials. Nothing is built, handed in or measured. The devices are",
      "the coordinator's, or with --local the two simulated boards of `run --local`."
    })
public final class PlanCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private CoordinatorOptions coordinator;
  @Mixin private JsonOption format;

  @Parameters(paramLabel = "FILE", description = "An experiment file.")
  private Path file;

  @Option(names = "--local", description = "Plan for the simulated boards of `run --local`.")
  private boolean local;

  /** Wired by hand. */
  public PlanCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ExperimentSource source = ExperimentSource.read(context.workingFolder().resolve(file));
    SourceChecks.require(source);
    List<DeviceFacts> devices = devices();
    Plan plan = PlanPreview.of(source.file(), devices);
    Set<String> planned =
        plan.groups().stream().map(group -> group.group().device()).collect(Collectors.toSet());
    ExperimentPlanner.warnings(source.file(), planned, devices)
        .forEach(warning -> context.output().note("warning: " + warning));
    List<Cell> cells = cells(source.file(), plan);
    if (format.json()) {
      context.output().line(Json.of(new Preview(cells, plan.expected().toMillis())));
    } else {
      show(source.file(), plan, cells);
    }
    return ExitCode.OK.number();
  }

  private List<DeviceFacts> devices() {
    if (local) {
      return LocalRun.TWINS.stream()
          .map(twin -> PlanPreview.twin(twin, TwinDevice.DEFAULT_RAILS))
          .toList();
    }
    try (OperatorClient client = coordinator.connect()) {
      return client.devices().stream().map(PlanPreview::facts).toList();
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
        cell.spec().inputIndex());
  }

  private void show(ExperimentFile file, Plan plan, List<Cell> cells) {
    Output output = context.output();
    TextTable table =
        new TextTable(
            List.of(
                Column.text("device"),
                Column.text("power mode"),
                Column.number("first round"),
                Column.text("model"),
                Column.text("variant"),
                Column.text("runtime"),
                Column.number("threads"),
                Column.text("cores"),
                Column.number("input")));
    cells.forEach(cell -> table.row(cell.words()));
    table.lines().forEach(output::line);
    output.line("");
    PlanPreview.modes(plan)
        .forEach(
            (device, modes) ->
                output.line(
                    "%s: %s, %d switches of power mode"
                        .formatted(device, String.join(", then ", modes), modes.size() - 1)));
    output.line(
        "%d cells, %d to %d trials each, %d a visit; at least %s of measuring, loading and taking turns on top"
            .formatted(
                cells.size(),
                file.trials().min(),
                file.trials().max(),
                file.trials().visit(),
                Durations.words(plan.expected())));
  }

  /**
   * A plan, for {@code --json}.
   *
   * @param cells in the order of the first round, group by group
   * @param leastDurationMs time of the least number of trials, ms
   */
  private record Preview(List<Cell> cells, long leastDurationMs) {}

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
      int inputIndex) {

    List<String> words() {
      return List.of(
          device,
          powerMode,
          String.valueOf(firstRoundPlace),
          model,
          variant,
          runtime,
          String.valueOf(threads),
          cores.isEmpty() ? "-" : cores,
          String.valueOf(inputIndex));
    }
  }
}
