package dev.hamlet.coordinator.api;

import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.store.ExperimentRecord;
import dev.hamlet.coordinator.store.Extension;
import dev.hamlet.coordinator.store.FileRevision;
import dev.hamlet.coordinator.store.KnownCell;
import dev.hamlet.coordinator.store.ResultStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an experiment's cells with another file, by their ids: these follow from identity
 * and device they were planned for. Cells beyond a restriction are not dropped.
 */
final class ExperimentExtension {

  private static final int SOME = 20;

  private final List<PlannedCell> added = new ArrayList<>();
  private final List<String> revived = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> addedWords = new ArrayList<>();
  private int kept;

  /**
   * Sorts cells.
   *
   * @param planned what another file asks for
   * @param known what the experiment has or had
   * @param terms what of it is looked at, and how
   */
  ExperimentExtension(List<PlannedCell> planned, List<KnownCell> known, Matching terms) {
    Map<String, KnownCell> byId = new HashMap<>();
    Map<String, KnownCell> byIdentity = new HashMap<>();
    Set<String> identities = new HashSet<>();
    for (KnownCell cell : known) {
      byId.put(cell.cellId(), cell);
      if (terms.mayStand(cell)) {
        byIdentity.merge(cell.identity(), cell, (one, two) -> one.dropped() ? two : one);
      }
    }
    Set<String> asked = new HashSet<>();
    for (PlannedCell cell : planned) {
      KnownCell same = byId.getOrDefault(cell.cellId(), byIdentity.get(cell.identity()));
      asked.add(same == null ? cell.cellId() : same.cellId());
      identities.add(cell.identity());
      sort(cell, same);
    }
    if (!terms.restricted()) {
      for (KnownCell cell : known) {
        if (!cell.dropped() && !asked.contains(cell.cellId())) {
          leave(cell, terms.isOfRetiredBoard(cell) && identities.contains(cell.identity()));
        }
      }
    }
  }

  private void leave(KnownCell cell, boolean stays) {
    if (stays) {
      kept++;
    } else {
      dropped.add(cell.cellId());
    }
  }

  /**
   * How cells of a file and of an experiment are held against each other.
   *
   * @param restricted whether only a part of the file is asked for, so that nothing is dropped
   * @param onAnyBoard whether a cell is the same on whatever board of a kind it is measured, as
   *     with {@code run_on: one}: then it stays where it has gone
   * @param boards the only boards that are asked for, by name; empty for any
   * @param retired boards that nothing is planned on any more: their cells stay as they are, if the
   *     file still has cells like them
   */
  record Matching(boolean restricted, boolean onAnyBoard, Set<String> boards, Set<String> retired) {

    private boolean isOfRetiredBoard(KnownCell cell) {
      return retired.contains(cell.device()) && !cell.identity().isEmpty();
    }

    private boolean mayStand(KnownCell cell) {
      return onAnyBoard
          && !cell.identity().isEmpty()
          && (boards.isEmpty() || boards.contains(cell.device()));
    }
  }

  private void sort(PlannedCell cell, @Nullable KnownCell known) {
    if (known == null) {
      added.add(cell);
    } else if (known.dropped()) {
      revived.add(known.cellId());
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
    return "%s %s, %s, %d %s, %s on %s%s"
        .formatted(
            cell.spec().model(),
            cell.spec().variant(),
            cell.spec().runtime(),
            cell.spec().threads(),
            cell.spec().threads() == 1 ? "thread" : "threads",
            cell.group().powerMode(),
            cell.group().device(),
            cell.spec().options().isEmpty() ? "" : " " + cell.spec().options());
  }
}
