package dev.hamlet.benchmarks.matrix;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.experiment.DeviceFacts;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.parse.ExperimentFileParser;
import dev.hamlet.coordinator.experiment.plan.ExperimentPlanner;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.ResolvedArtifact;
import dev.hamlet.coordinator.experiment.plan.ResolvedInputs;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.VariantRecord;
import dev.hamlet.coordinator.store.sqlite.SqliteResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads, plans and stores a matrix of one model with three axes of the user's, on one device, with
 * an exclude and an include entry that match. The same code that a coordinator runs at submit.
 */
public final class MatrixBenchmark {

  private static final String EXPERIMENT = "e-matrix";
  private static final String HASH = "ab".repeat(32);

  private final MonotonicClock clock;
  private final Path folder;

  /**
   * @param folder an empty folder for the store
   */
  public MatrixBenchmark(MonotonicClock clock, Path folder) {
    this.clock = clock;
    this.folder = folder;
  }

  /**
   * Measures once.
   *
   * @param values values of each of the three axes: their product is the number of points
   */
  public MatrixFigures measure(int[] values) throws IOException {
    String text = text(values);
    long startNs = clock.monotonicNs();
    ExperimentFile file = ExperimentFileParser.parse("matrix.yaml", text);
    long parsedNs = clock.monotonicNs();
    long before = heapBytes();
    long planNs = clock.monotonicNs();
    Plan plan = plan(file);
    long digits = plan.cells().stream().mapToLong(cell -> cell.cellId().length()).sum();
    long plannedNs = clock.monotonicNs();
    int cells = plan.cells().size();
    if (digits != 16L * cells) {
      throw new IllegalStateException("every cell has an id of 16 digits, not " + digits);
    }
    double planBytes = (double) (heapBytes() - before) / cells;
    Path store = folder.resolve("matrix.db");
    long persistNs = clock.monotonicNs();
    persist(store, file, text, plan);
    long persistedNs = clock.monotonicNs();
    return new MatrixFigures(
        cells,
        (parsedNs - startNs) / 1e9,
        (plannedNs - planNs) / 1e9,
        (persistedNs - persistNs) / 1e9,
        planBytes,
        (double) Files.size(store) / cells,
        Runtime.getRuntime().maxMemory());
  }

  private static void persist(Path path, ExperimentFile file, String text, Plan plan) {
    try (SqliteResultStore store = SqliteResultStore.open(path)) {
      store.submit(
          ExperimentRecord.submitted(
              EXPERIMENT, "s-1", file.name(), file.owner(), "matrix.yaml", text, 1, HASH, 1),
          List.of(new VariantRecord("lenet", "baseline", HASH, "none", 1, 1, 1, 1)),
          plan.cells());
      if (store.cellCount(EXPERIMENT) != plan.cells().size()) {
        throw new IllegalStateException("not every cell is in the store");
      }
    }
  }

  private static Plan plan(ExperimentFile file) {
    DeviceFacts device =
        new DeviceFacts(
            "twin-1",
            "tx2",
            Map.of(),
            Set.of("tensorflow"),
            Set.of("MAXN"),
            6,
            List.of(
                new SensorGroup(
                    "twin-1",
                    "twin",
                    "twin",
                    true,
                    1000,
                    0,
                    0,
                    0,
                    List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0)))),
            true);
    return ExperimentPlanner.plan(
        file,
        List.of(new ResolvedArtifact("lenet", "baseline", HASH)),
        new ResolvedInputs(HASH, 2000),
        List.of(device),
        EXPERIMENT);
  }

  private static String text(int[] values) {
    return """
    apiVersion: hamlet/v1
    kind: Experiment
    metadata: {name: matrix}
    models: {lenet: {zoo: lenet}}
    inputs: {set: digits-test}
    matrix:
      a: [%s]
      b: [%s]
      c: [%s]
      exclude: [{a: 1, b: 1, c: 1}]
      include: [{a: 1, b: 1, c: 1, note: back}]
    profile: demo
    """
        .formatted(upTo(values[0]), upTo(values[1]), upTo(values[2]));
  }

  private static String upTo(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static long heapBytes() {
    System.gc();
    System.gc(); // what the first one found to be soft or to be finalized goes now
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
