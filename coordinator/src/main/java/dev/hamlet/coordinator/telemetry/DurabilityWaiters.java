package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongBiFunction;

/**
 * Who waits for sequences to become durable. As many as trials are being reported; each leaves when
 * its future completes, whoever completes it (a caller may cancel or time out).
 */
final class DurabilityWaiters {

  private record Waiter(
      String device, String session, long sequence, CompletableFuture<Void> future) {}

  private final ToLongBiFunction<String, String> durableThrough;
  private final List<Waiter> waiters = new ArrayList<>();
  private boolean closed;

  /** Asks the given function for the durable sequence of a device's session. */
  DurabilityWaiters(ToLongBiFunction<String, String> durableThrough) {
    this.durableThrough = durableThrough;
  }

  CompletableFuture<Void> add(String device, String session, long sequence) {
    Waiter waiter = new Waiter(device, session, sequence, new CompletableFuture<>());
    boolean late;
    synchronized (waiters) {
      late = closed;
      if (!late) {
        waiters.add(waiter);
      }
    }
    if (late) {
      fail(waiter);
    } else {
      // after it is in the list, so that no append falls between
      wake();
    }
    return waiter.future();
  }

  /** Completes whoever's sequence is durable; outside of the lock, since they may act. */
  void wake() {
    List<Waiter> due = new ArrayList<>();
    synchronized (waiters) {
      for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
        Waiter waiter = each.next();
        long through = durableThrough.applyAsLong(waiter.device(), waiter.session());
        if (waiter.future().isDone() || through >= waiter.sequence()) {
          each.remove();
          due.add(waiter);
        }
      }
    }
    due.forEach(waiter -> waiter.future().complete(null));
  }

  /** Fails whoever still waits. */
  void close() {
    List<Waiter> left;
    synchronized (waiters) {
      closed = true;
      left = List.copyOf(waiters);
      waiters.clear();
    }
    left.forEach(DurabilityWaiters::fail);
  }

  private static void fail(Waiter waiter) {
    waiter
        .future()
        .completeExceptionally(
            new HamletException(ErrorCode.UNAVAILABLE, "The telemetry log is closed."));
  }
}
