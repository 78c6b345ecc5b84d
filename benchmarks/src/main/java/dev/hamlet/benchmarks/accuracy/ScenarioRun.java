package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.benchmarks.peers.OtherMethod;
import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.virtual.ExpectedLoad;
import dev.hamlet.benchmarks.virtual.VirtualBoard;
import dev.hamlet.common.experiment.VerdictState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * All cells of a scenario, spread over threads.
 *
 * <p>A pilot of a few cells comes first: where more than half of them fail by the product's own
 * rules, the scenario counts as refused, with the reason of the first.
 */
final class ScenarioRun {

  private static final int PILOT_CELLS = 20;
  private static final OtherMethod[] OTHERS = OtherMethod.values();

  private final Scenario scenario;
  private final Preset preset;
  private final long seed;
  private final ExecutorService threads;
  private final Progress progress;

  ScenarioRun(
      Scenario scenario, Preset preset, long seed, ExecutorService threads, Progress progress) {
    this.scenario = scenario;
    this.preset = preset;
    this.seed = Seeds.mix(seed, scenario.name().hashCode());
    this.threads = threads;
    this.progress = progress;
  }

  ScenarioFigures run() throws InterruptedException {
    ExpectedLoad expectation = expectation();
    List<CellOutcome> pilot = cells(expectation, 0, PILOT_CELLS, false);
    long failed = pilot.stream().filter(cell -> cell.verdict() == VerdictState.FAILED).count();
    if (2 * failed > pilot.size()) {
      progress.skip(preset.cells() + preset.erringCells() - PILOT_CELLS);
      return ScenarioFigures.refused(scenario.name(), firstReason(pilot));
    }
    List<CellOutcome> exact = new ArrayList<>(pilot);
    exact.addAll(cells(expectation, PILOT_CELLS, preset.cells(), false));
    List<CellOutcome> erring = cells(expectation, 0, preset.erringCells(), true);
    return figures(exact, erring);
  }

  private ExpectedLoad expectation() {
    VirtualBoard board = new VirtualBoard(scenario, 0, 0, false, 1_000);
    return ExpectedLoad.of(scenario, board, preset.expectationBursts(), seed);
  }

  private List<CellOutcome> cells(ExpectedLoad expectation, int from, int to, boolean errors)
      throws InterruptedException {
    List<Future<CellOutcome>> futures = new ArrayList<>();
    for (int i = from; i < to; i++) {
      long cellSeed = Seeds.mix(seed, 2L * i + (errors ? 1 : 0));
      long boardSeed =
          Seeds.mix(seed, scenario.boards() == 0 ? -1L - i : -1L - i % scenario.boards());
      futures.add(threads.submit(() -> run(expectation, boardSeed, cellSeed, errors)));
    }
    List<CellOutcome> outcomes = new ArrayList<>();
    for (Future<CellOutcome> future : futures) {
      outcomes.add(finished(future));
    }
    return outcomes;
  }

  private CellOutcome run(ExpectedLoad expectation, long boardSeed, long cellSeed, boolean errors) {
    CellOutcome outcome = new CellRun(scenario, expectation, boardSeed, cellSeed, errors).run();
    progress.step(scenario.name());
    return outcome;
  }

  private static CellOutcome finished(Future<CellOutcome> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a cell could not be simulated", e.getCause());
    }
  }

  private ScenarioFigures figures(List<CellOutcome> exact, List<CellOutcome> erring) {
    List<CellOutcome> cells = exact.stream().filter(CellOutcome::hasFigure).toList();
    List<CellOutcome> converged = cells.stream().filter(CellOutcome::converged).toList();
    List<CellOutcome> withTotal =
        erring.stream()
            .filter(CellOutcome::hasFigure)
            .filter(cell -> !Double.isNaN(cell.totalLow()))
            .toList();
    Map<String, Errors> others = new LinkedHashMap<>();
    for (int i = 0; i < OTHERS.length; i++) {
      int index = i;
      others.put(OTHERS[i].word(), Errors.of(cells, cell -> cell.others()[index]));
    }
    VirtualBoard board = new VirtualBoard(scenario, 0, 0, false, 1_000);
    return new ScenarioFigures(
        scenario.name(),
        true,
        "",
        cells.size(),
        (double) converged.size() / cells.size(),
        cells.stream().mapToInt(CellOutcome::trials).average().orElse(Double.NaN),
        invalidRatio(exact),
        burstSeconds(board),
        Errors.of(cells, CellOutcome::mean),
        Coverage.of(cells, CellOutcome::randomCovers),
        Coverage.of(converged, CellOutcome::randomCovers),
        Coverage.of(withTotal, CellOutcome::totalCovers),
        others);
  }

  private double burstSeconds(VirtualBoard board) {
    return Math.max(
        board.protocol().burst().toNanos() * 1e-9,
        board.protocol().burstInferences() * scenario.load().inferenceMs() * 1e-3);
  }

  private static double invalidRatio(List<CellOutcome> cells) {
    double invalid = cells.stream().mapToInt(CellOutcome::invalid).sum();
    return invalid / (invalid + cells.stream().mapToInt(CellOutcome::trials).sum());
  }

  private static String firstReason(List<CellOutcome> cells) {
    return cells.stream()
        .filter(cell -> cell.verdict() == VerdictState.FAILED)
        .map(CellOutcome::reason)
        .findFirst()
        .orElseThrow();
  }
}
