package dev.hamlet.benchmarks.matrix;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Backlog;
import dev.hamlet.coordinator.schedule.Costs;
import dev.hamlet.coordinator.schedule.ExperimentRank;
import dev.hamlet.coordinator.schedule.Grant;
import dev.hamlet.coordinator.schedule.IdleDevice;
import dev.hamlet.coordinator.schedule.OpenGroup;
import dev.hamlet.coordinator.schedule.Scheduler;
import dev.hamlet.coordinator.schedule.cost.CostModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the scheduler takes to decide what one free board does, while every other board of the
 * fleet works and very many cells wait that any board may run.
 */
final class PlacementBenchmark {

  private static final int CELLS_A_GROUP = 64;
  private static final int WARM_UP = 200;
  private static final int DECISIONS = 1_000;
  private static final double PROTOCOL_SECONDS = 4;
  private static final ExperimentRank RANK = ExperimentRank.of("e-1", 1, 0);

  private final MonotonicClock clock;
  private final List<String> boards;
  private final Set<String> able;
  private final Backlog backlog = new Backlog();
  private final CostModel model = new CostModel();

  PlacementBenchmark(MonotonicClock clock, int boards) {
    this.clock = clock;
    this.boards = IntStream.range(0, boards).mapToObj(i -> "board-" + i).toList();
    this.able = this.boards.stream().collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Measures with so many cells waiting.
   *
   * @return what a decision takes
   */
  PlacementFigures measure(int cells) {
    int groups = (cells + CELLS_A_GROUP - 1) / CELLS_A_GROUP;
    for (int part = 0; part < groups; part++) {
      backlog.waits(group(part, boards.get(part % boards.size()), able, false));
    }
    for (int i = 1; i < boards.size(); i++) {
      String board = boards.get(i);
      backlog.runs(group(groups + i, board, Set.of(board), true), "", false, 0);
    }
    IntStream.range(0, WARM_UP).forEach(i -> decide());
    double[] tookMs = IntStream.range(0, DECISIONS).mapToDouble(i -> decide()).sorted().toArray();
    return new PlacementFigures(
        cells, boards.size(), tookMs[DECISIONS / 2], tookMs[DECISIONS * 99 / 100]);
  }

  private double decide() {
    IdleDevice free = new IdleDevice(boards.get(0), "", false, "MAXN", Set.of());
    Costs costs = (group, device) -> model.pace(device, PROTOCOL_SECONDS);
    long startNs = clock.monotonicNs();
    List<Grant> grants = Scheduler.place(backlog, List.of(free), any -> true, costs, startNs);
    long tookNs = clock.monotonicNs() - startNs;
    if (grants.size() != 1) {
      throw new IllegalStateException("one board is free and gets one group, not " + grants);
    }
    return tookNs * 1e-6;
  }

  private static OpenGroup group(int part, String board, Set<String> able, boolean started) {
    double seconds = 100 + part % 900;
    CellGroup group = new CellGroup("e-1", board, "MAXN", part);
    return new OpenGroup(group, RANK, 0, seconds, 1, part, able, started, Set.of("model"));
  }
}
