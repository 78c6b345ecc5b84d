package dev.hamlet.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.coordinator.api.ExperimentExtension.Matching;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.plan.Restriction;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.KnownCell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExperimentExtensionTest {

  private static final String ONE = "aa";
  private static final String TWO = "bb";

  /** It was planned for a, and a, lost meanwhile, is not what the file would be planned on now. */
  private static final KnownCell MOVED = new KnownCell("e-1/a/aa", ONE, "b", false);

  @Test
  void cellThatHasGoneToAnotherBoard_staysThereIfAnyBoardWillDo() {
    Extension extension =
        extension(
            List.of(cell("c", ONE), cell("c", TWO)),
            List.of(MOVED),
            new Matching(false, true, Set.of(), Set.of()));

    assertThat(extension.added()).extracting(PlannedCell::cellId).containsExactly("e-1/c/bb");
    assertThat(extension.dropped()).isEmpty();
  }

  @Test
  void equalCellOnAnotherBoard_isAnotherCellIfEveryBoardIsAskedFor() {
    Extension extension =
        extension(
            List.of(cell("c", ONE)),
            List.of(MOVED),
            new Matching(false, false, Set.of(), Set.of()));

    assertThat(extension.added()).hasSize(1);
    assertThat(extension.dropped()).containsExactly(MOVED.cellId());
  }

  @Test
  void boardThatIsNotAskedFor_isNoPlaceToStay() {
    Extension extension =
        extension(
            List.of(cell("c", ONE)),
            List.of(MOVED),
            new Matching(true, true, Set.of("c"), Set.of()));

    assertThat(extension.added()).hasSize(1);
    assertThat(extension.dropped()).as("a part of the file drops nothing").isEmpty();
  }

  @Test
  void droppedCellOnWhateverBoard_isRevivedThere() {
    KnownCell dropped = new KnownCell(MOVED.cellId(), ONE, "b", true);

    Extension extension =
        extension(
            List.of(cell("c", ONE)),
            List.of(dropped),
            new Matching(false, true, Set.of(), Set.of()));

    assertThat(extension.added()).isEmpty();
    assertThat(extension.revived()).containsExactly(MOVED.cellId());
  }

  @Test
  void cellsOfARetiredBoard_stayWhileTheFileHasTheirLike() {
    KnownCell measured = new KnownCell("e-1/b/aa", ONE, "b", false);
    KnownCell outdated = new KnownCell("e-1/b/cc", "cc", "b", false);

    Extension extension =
        extension(
            List.of(cell("c", ONE), cell("c", TWO)),
            List.of(new KnownCell("e-1/c/aa", ONE, "c", false), measured, outdated),
            new Matching(false, false, Set.of(), Set.of("b")));

    assertThat(extension.added()).extracting(PlannedCell::cellId).containsExactly("e-1/c/bb");
    assertThat(extension.dropped()).containsExactly(outdated.cellId());
  }

  private static Extension extension(
      List<PlannedCell> planned, List<KnownCell> known, Matching matching) {
    Submission submission =
        new Submission(
            "s", "e.yaml", "", List.of(), "inputs", Restriction.NONE, "mia", Optional.empty());
    return new ExperimentExtension(planned, known, matching)
        .of("e-1", new FileRevision("e.yaml", "", "", 1), 42, submission);
  }

  private static PlannedCell cell(String device, String identity) {
    CellSpec spec =
        new CellSpec(
            "e-1/" + device + "/" + identity, "m", "v", "a", "r", 1, "inputs", 0, Map.of());
    return new PlannedCell(
        new CellGroup("e-1", device, "MAXN"), spec, "module", List.of("VDD_IN"), identity);
  }
}
