package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.coordinator.cell.progress.ExperimentSummary;
import dev.hamlet.proto.v1.CellsShown;
import dev.hamlet.proto.v1.ExperimentRequest;
import dev.hamlet.proto.v1.ExperimentStatus;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everyone who watches an experiment. A look around sends what changed since the one before; who
 * reads slowly gets the latest later.
 *
 * <p>Threads: {@link #add} from any; {@link #look} from one at a time.
 */
final class Watches {

  private static final int MAX_WATCHES = 1_000;

  private static final class Watch {
    final String experimentId;
    final CellsShown shown;
    final ServerCallStreamObserver<ExperimentStatus> out;
    final ChangedCells changed = new ChangedCells();
    long version = -1;

    Watch(ExperimentRequest request, ServerCallStreamObserver<ExperimentStatus> out) {
      this.experimentId = request.getExperimentId();
      this.shown = request.getCells();
      this.out = out;
    }
  }

  private final ExperimentBoard board;
  private final Statuses statuses;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  Watches(ExperimentBoard board, Statuses statuses) {
    this.board = board;
    this.statuses = statuses;
  }

  void add(ExperimentRequest request, ServerCallStreamObserver<ExperimentStatus> out) {
    if (board.summary(request.getExperimentId()).isEmpty()) {
      throw Statuses.unknown(request.getExperimentId());
    }
    if (watches.size() >= MAX_WATCHES) {
      throw new HamletException(ErrorCode.UNAVAILABLE, MAX_WATCHES + " others watch already");
    }
    Watch watch = new Watch(request, out);
    out.setOnCancelHandler(() -> watches.remove(watch));
    watches.add(watch);
  }

  void look() {
    for (Watch watch : List.copyOf(watches)) {
      if (watch.out.isCancelled()) {
        watches.remove(watch);
      } else if (watch.out.isReady()) {
        look(watch);
      }
    }
  }

  void close() {
    HamletException stopping =
        new HamletException(ErrorCode.UNAVAILABLE, "the coordinator is stopping");
    for (Watch watch : List.copyOf(watches)) {
      end(watch, stopping);
    }
  }

  private void look(Watch watch) {
    try {
      board
          .atHand(watch.experimentId)
          .ifPresentOrElse(snapshot -> tell(watch, snapshot), () -> tellEnd(watch));
    } catch (RuntimeException refused) {
      end(watch, refused);
    }
  }

  private void end(Watch watch, RuntimeException reason) {
    watches.remove(watch);
    if (!watch.out.isCancelled()) {
      watch.out.onError(StatusMapping.toStatus(reason));
    }
  }

  private void tell(Watch watch, ExperimentSnapshot snapshot) {
    if (watch.shown == CellsShown.CHANGED_CELLS) {
      tellChanges(watch, snapshot);
    } else if (snapshot.version() != watch.version) {
      watch.version = snapshot.version();
      watch.out.onNext(statuses.get(watch.experimentId, watch.shown));
    }
    if (snapshot.experiment().state().hasEnded() && !watch.changed.isUnderWay()) {
      complete(watch);
    }
  }

  private static void tellChanges(Watch watch, ExperimentSnapshot snapshot) {
    boolean more = snapshot.version() != watch.version || watch.changed.isUnderWay();
    watch.version = snapshot.version();
    while (more && watch.out.isReady()) {
      ExperimentStatus.Builder status =
          StatusMessages.of(snapshot.summary()).addAllVaryingAxes(snapshot.cells().axes().names());
      watch
          .changed
          .take(snapshot.cells())
          .forEach(cell -> status.addCells(StatusMessages.of(cell)));
      watch.out.onNext(status.build());
      more = watch.changed.isUnderWay();
    }
  }

  /** It ended in an earlier life, or so many have ended since that it is no longer at hand. */
  private void tellEnd(Watch watch) {
    ExperimentSummary summary = board.summary(watch.experimentId).orElse(null);
    if (summary != null) {
      boolean few = summary.cells().cells() <= ChangedCells.PAGE;
      boolean all =
          watch.shown == CellsShown.ALL_CELLS || (watch.shown == CellsShown.CHANGED_CELLS && few);
      watch.out.onNext(
          statuses.get(watch.experimentId, all ? CellsShown.ALL_CELLS : CellsShown.NO_CELLS));
      complete(watch);
    }
  }

  private void complete(Watch watch) {
    watches.remove(watch);
    watch.out.onCompleted();
  }
}
