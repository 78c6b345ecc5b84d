package dev.hamlet.cli.client;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.proto.v1.ExperimentStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one experiment and opens the stream again when it breaks, for a bounded time. */
final class Watching {

  private static final long PAUSE_NS = 1_000_000_000L;
  private static final long PATIENCE_NS = 60_000_000_000L;
  private static final Set<String> OPEN = Set.of("running", "paused");

  private final OperatorClient client;
  private final SystemClock clock;
  private @Nullable ExperimentStatus last;
  private long lastHeardNs;

  Watching(OperatorClient client, SystemClock clock) {
    this.client = client;
    this.clock = clock;
  }

  ExperimentStatus watch(String id, Consumer<ExperimentStatus> eachChange) {
    lastHeardNs = clock.monotonicNs();
    while (true) {
      try {
        follow(client.stream(id), eachChange);
      } catch (StatusRuntimeException e) {
        giveUpIfHopeless(e);
      }
      ExperimentStatus status = last;
      if (status != null && ended(status)) {
        return status;
      }
      pause();
    }
  }

  private void follow(Iterator<ExperimentStatus> statuses, Consumer<ExperimentStatus> eachChange) {
    while (statuses.hasNext()) {
      ExperimentStatus status = statuses.next();
      last = status;
      lastHeardNs = clock.monotonicNs();
      eachChange.accept(status);
    }
  }

  private void giveUpIfHopeless(StatusRuntimeException e) {
    boolean mayComeBack = e.getStatus().getCode() == Status.Code.UNAVAILABLE && last != null;
    if (!mayComeBack || clock.monotonicNs() - lastHeardNs > PATIENCE_NS) {
      throw client.failure(e);
    }
  }

  private void pause() {
    try {
      clock.waitUntil(clock.monotonicNs() + PAUSE_NS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HamletException(ErrorCode.UNAVAILABLE, "watching was interrupted", e);
    }
  }

  private static boolean ended(ExperimentStatus status) {
    return !OPEN.contains(status.getState());
  }
}
