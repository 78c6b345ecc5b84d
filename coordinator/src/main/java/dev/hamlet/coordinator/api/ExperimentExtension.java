package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of an experiment's cells with another file, by their ids: these follow from identity
 * and device. Cells beyond a restriction are not dropped.
 */
final class ExperimentExtension {

  private static final int SOME = 20;

  private final List<PlannedCell> added = new ArrayList<>();
  private final List<String> revived = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> addedWords = new ArrayList<>();
  private int kept;

  ExperimentExtension(
      List<PlannedCell> planned, Map<String, Boolean> droppedByCell, boolean restricted) {
    Set<String> asked = new HashSet<>();
    for (PlannedCell cell : planned) {
      asked.add(cell.cellId());
      sort(cell, droppedByCell.get(cell.cellId()));
    }
    if (!restricted) {
      droppedByCell.forEach(
          (id, before) -> {
            if (!before && !asked.contains(id)) {
              dropped.add(id);
            }
          });
    }
  }

  private void sort(PlannedCell cell, @org.jspecify.annotations.Nullable Boolean droppedBefore) {
    if (droppedBefore == null) {
      added.add(cell);
    } else if (droppedBefore) {
      revived.add(cell.cellId());
    } else {
      kept++;
      return;
    }
    if (addedWords.size() < SOME) {
      addedWords.add(words(cell));
    }
  }

  List<PlannedCell> added() {
    return added;
  }

  /** What the store is to do. */
  Extension of(String experimentId, FileRevision file, long seed, Submission submission) {
    return new Extension(
        experimentId,
        file,
        seed,
        submission.inputSet(),
        ExperimentRecord.words(submission.restriction().devices()),
        submission.variants(),
        added,
        revived,
        dropped);
  }

  /** What people are told. */
  Extended told(ResultStore store, int reused, List<String> warnings) {
    List<String> some =
        dropped.stream()
            .limit(SOME)
            .flatMap(id -> store.cell(id).stream())
            .map(cell -> words(cell.plan()))
            .toList();
    return new Extended(
        kept, added.size() + revived.size(), dropped.size(), reused, addedWords, some, warnings);
  }

  private static String words(PlannedCell cell) {
    return "%s %s, %s, %d threads, %s on %s%s"
        .formatted(
            cell.spec().model(),
            cell.spec().variant(),
            cell.spec().runtime(),
            cell.spec().threads(),
            cell.group().powerMode(),
            cell.group().device(),
            cell.spec().options().isEmpty() ? "" : " " + cell.spec().options());
  }
}
