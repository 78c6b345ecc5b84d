package dev.hamlet.coordinator.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.TrialConditions;
import dev.hamlet.common.experiment.Verdict;
import dev.hamlet.common.experiment.VerdictState;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.ExperimentState;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;
import dev.hamlet.coordinator.result.TrialStatus;
import dev.hamlet.coordinator.store.CellOrigin;
import dev.hamlet.coordinator.store.CellRecord;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.KnownCell;
import dev.hamlet.coordinator.store.LeaseRequest;
import dev.hamlet.coordinator.store.MeasuredCell;
import dev.hamlet.coordinator.store.VariantRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that get another file, and cells that were measured before. */
final class ExtensionTest {

  private static final Verdict CONVERGED = new Verdict(VerdictState.CONVERGED, "within 5 %");
  private static final VariantRecord BASELINE =
      new VariantRecord("lenet", "baseline", "aa", "none", 1, 2, 3, 4);

  @TempDir private Path folder;
  private SqliteResultStore store;

  @BeforeEach
  void submitTwo() {
    store = SqliteResultStore.open(folder.resolve("hamlet.db"));
    submit("e-1", List.of(cell("e-1", "1"), cell("e-1", "2")));
    measure("e-1", "e-1-1", 3);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void extension_keepsAddsAndDrops() {
    extend("second", List.of(cell("e-1", "3")), List.of(), List.of("e-1-2"));

    assertThat(store.cells("e-1"))
        .extracting(ExtensionTest::described)
        .containsExactly(
            "e-1-1 ENDED within 5 %", "e-1-2 ENDED dropped " + Extension.DROPPED, "e-1-3 WAITING");
    assertThat(store.knownCells("e-1"))
        .containsExactly(
            new KnownCell("e-1-1", identity("1"), "twin-1", false),
            new KnownCell("e-1-2", identity("2"), "twin-1", true),
            new KnownCell("e-1-3", identity("3"), "twin-1", false));
    assertThat(store.trials("e-1-1")).hasSize(3);
    assertThat(store.files("e-1")).extracting(FileRevision::fileText).containsExactly("second");
    assertThat(store.experiment("e-1").orElseThrow().onDevices()).isEqualTo("twin-2");
  }

  @Test
  void droppedCellThatComesBack_goesOnAndOneThatWasDecidedStays() {
    extend("second", List.of(), List.of(), List.of("e-1-1", "e-1-2"));
    extend("third", List.of(), List.of("e-1-1", "e-1-2"), List.of());

    assertThat(store.cells("e-1"))
        .extracting(ExtensionTest::described)
        .containsExactly("e-1-1 ENDED within 5 %", "e-1-2 WAITING");
  }

  @Test
  void finishedExperiment_runsAgainOnlyIfThereIsSomethingToMeasure() {
    store.endExperiment("e-1", ExperimentState.FINISHED, "1 of 2", 9);

    assertThat(extend("second", List.of(), List.of(), List.of()).state())
        .isEqualTo(ExperimentState.FINISHED);
    ExperimentRecord again = extend("third", List.of(cell("e-1", "3")), List.of(), List.of());
    assertThat(again.state()).isEqualTo(ExperimentState.RUNNING);
    assertThat(again.startedEpochMs()).isZero();
    assertThat(again.finishedEpochMs()).isZero();
    assertThat(again.fileText()).isEqualTo("third");
  }

  @Test
  void cancelledExperiment_isNotExtended() {
    store.endExperiment("e-1", ExperimentState.CANCELLED, "enough", 9);

    assertThatThrownBy(() -> extend("second", List.of(), List.of(), List.of()))
        .isInstanceOfSatisfying(
            HamletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION))
        .hasMessageContaining("e-1 is cancelled");
    assertThat(store.files("e-1")).isEmpty();
  }

  @Test
  void measuredCell_standsForAnEqualOneAndSaysWhereItIsFrom() {
    submit("e-2", List.of(cell("e-2", "1"), cell("e-2", "2")));
    List<MeasuredCell> found = store.measured(List.of(identity("1"), identity("2")));
    store.reuse("e-2", Map.of("e-2-1", found.get(0)), 77);

    assertThat(found).containsExactly(new MeasuredCell(identity("1"), "twin-1", "e-1", "e-1-1"));
    CellRecord reused = store.cell("e-2-1").orElseThrow();
    assertThat(reused.origin()).isEqualTo(new CellOrigin("e-1", "e-1-1", false));
    assertThat(described(reused)).isEqualTo("e-2-1 ENDED measured in e-1: within 5 %");
    assertThat(reused.trialsValid()).isEqualTo(3);
    assertThat(store.trials("e-2-1")).extracting(TrialResult::cellId).containsOnly("e-2-1");
    assertThat(store.trialsOfExperiment("e-2")).hasSize(3);
    assertThat(store.measured(List.of(identity("1"))))
        .as("a cell that is another's is no source itself")
        .hasSize(1);
  }

  @Test
  void cellsOfOneQuery_shareWhatTheyHaveInCommon() {
    List<CellRecord> cells = store.cells("e-1");

    assertThat(cells.get(0).plan()).isEqualTo(cell("e-1", "1"));
    assertThat(cells.get(0).plan().spec().artifact())
        .isSameAs(cells.get(1).plan().spec().artifact());
    assertThat(cells.get(0).plan().group()).isSameAs(cells.get(1).plan().group());
  }

  @Test
  void veryManyCells_areAllThereOrNone() {
    List<PlannedCell> many =
        IntStream.range(0, 20_500).mapToObj(i -> cell("e-3", "m" + i)).toList();
    submit("e-3", many);
    assertThat(store.cellCount("e-3")).isEqualTo(20_500);

    List<PlannedCell> twice =
        IntStream.range(0, 20_500).mapToObj(i -> cell("e-4", "m" + i % 20_400)).toList();
    assertThatThrownBy(() -> submit("e-4", twice)).isInstanceOf(HamletException.class);
    assertThat(store.experiment("e-4")).isEmpty();
    assertThat(store.cellCount("e-4")).isZero();
    assertThat(store.experiments()).extracting(ExperimentRecord::id).containsExactly("e-1", "e-3");
  }

  private ExperimentRecord extend(
      String text, List<PlannedCell> added, List<String> revived, List<String> dropped) {
    return store.extend(
        new Extension(
            "e-1",
            new FileRevision("f.yaml", text, "", 5),
            42,
            "cc",
            "twin-2",
            List.of(BASELINE),
            added,
            revived,
            dropped));
  }

  private void submit(String id, List<PlannedCell> cells) {
    store.submit(
        ExperimentRecord.submitted(id, "s-" + id, id, "mia", "f.yaml", "first", 42, "cc", 1),
        List.of(BASELINE),
        cells);
  }

  private void measure(String experiment, String cell, int trials) {
    CellGroup group = new CellGroup(experiment, "twin-1", "MAXN");
    long token =
        store
            .grantLease(new LeaseRequest("l-1", group, "session-1", List.of(cell), 2))
            .fencingToken();
    IntStream.rangeClosed(1, trials).forEach(n -> store.saveTrial(trial(cell, n, token)));
    store.endCell(cell, CONVERGED, 3);
  }

  private static TrialResult trial(String cell, int number, long token) {
    return new TrialResult(
        cell,
        number,
        1,
        token,
        "twin-1",
        "boot-1",
        TrialStatus.VALID,
        "",
        null,
        null,
        null,
        0,
        0,
        0,
        Double.NaN,
        Double.NaN,
        1,
        TrialConditions.UNKNOWN,
        "",
        List.of());
  }

  private static String described(CellRecord cell) {
    Verdict verdict = cell.verdict();
    return cell.cellId()
        + " "
        + cell.state()
        + (cell.origin().dropped() ? " dropped" : "")
        + (verdict == null ? "" : " " + verdict.reason());
  }

  private static PlannedCell cell(String experiment, String name) {
    CellSpec spec =
        new CellSpec(
            experiment + "-" + name,
            "lenet",
            "baseline",
            "aa",
            "tensorflow",
            1,
            "cc",
            0,
            Map.of("batch", name),
            "");
    return new PlannedCell(
        new CellGroup(experiment, "twin-1", "MAXN"),
        spec,
        "module",
        List.of("VDD_IN"),
        identity(name));
  }

  private static String identity(String name) {
    return String.format("%064x", name.hashCode());
  }
}
