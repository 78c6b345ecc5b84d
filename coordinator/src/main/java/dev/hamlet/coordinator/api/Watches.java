package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.cell.progress.ExperimentBoard;
import dev.hamlet.coordinator.cell.progress.ExperimentSnapshot;
import dev.hamlet.proto.v1.ExperimentStatus;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everyone who watches an experiment. A look around sends what changed since the one before, so
 * nobody gets more statuses than there are looks; who reads slowly gets the latest one later.
 *
 * <p>Threads: {@link #add} from any; {@link #look} from one at a time.
 */
final class Watches {

  private static final int MAX_WATCHES = 1_000;

  private static final class Watch {
    final String experimentId;
    final ServerCallStreamObserver<ExperimentStatus> out;
    long version = -1;

    Watch(String experimentId, ServerCallStreamObserver<ExperimentStatus> out) {
      this.experimentId = experimentId;
      this.out = out;
    }
  }

  private final ExperimentBoard board;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  Watches(ExperimentBoard board) {
    this.board = board;
  }

  void add(String experimentId, ServerCallStreamObserver<ExperimentStatus> out) {
    if (board.find(experimentId).isEmpty()) {
      throw new HamletException(ErrorCode.NOT_FOUND, "there is no experiment " + experimentId);
    }
    if (watches.size() >= MAX_WATCHES) {
      throw new HamletException(ErrorCode.UNAVAILABLE, MAX_WATCHES + " others watch already");
    }
    Watch watch = new Watch(experimentId, out);
    out.setOnCancelHandler(() -> watches.remove(watch));
    watches.add(watch);
  }

  void look() {
    for (Watch watch : List.copyOf(watches)) {
      if (watch.out.isCancelled()) {
        watches.remove(watch);
      } else if (watch.out.isReady()) {
        board.find(watch.experimentId).ifPresent(snapshot -> send(watch, snapshot));
      }
    }
  }

  void close() {
    HamletException stopping =
        new HamletException(ErrorCode.UNAVAILABLE, "the coordinator is stopping");
    for (Watch watch : List.copyOf(watches)) {
      watches.remove(watch);
      if (!watch.out.isCancelled()) {
        watch.out.onError(StatusMapping.toStatus(stopping));
      }
    }
  }

  private void send(Watch watch, ExperimentSnapshot snapshot) {
    if (snapshot.version() != watch.version) {
      watch.version = snapshot.version();
      watch.out.onNext(OperatorMapping.status(snapshot));
    }
    if (snapshot.experiment().state().hasEnded()) {
      watches.remove(watch);
      watch.out.onCompleted();
    }
  }
}
