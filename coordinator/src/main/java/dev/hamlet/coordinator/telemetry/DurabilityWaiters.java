package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for sequences to become durable. As many as trials are being reported; each leaves when
 * its device has something new and its future is complete, whoever completed it (a caller may
 * cancel or time out). Only those of devices that have something new are looked at.
 */
final class DurabilityWaiters {

  private record Waiter(
      String device, String session, long sequence, CompletableFuture<Void> future) {}

  private final ToLongBiFunction<String, String> durableThrough;
  private final Map<String, List<Waiter>> waiters = new HashMap<>(); // by device
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
        waiters.computeIfAbsent(device, name -> new ArrayList<>()).add(waiter);
      }
    }
    if (late) {
      fail(waiter);
    } else {
      // after it is in the list, so that no append falls between
      wake(List.of(device));
    }
    return waiter.future();
  }

  /**
   * Completes whoever's sequence is durable; outside of the lock, since they may act.
   *
   * @param devices of which something has become durable
   */
  void wake(Collection<String> devices) {
    List<Waiter> due = new ArrayList<>();
    synchronized (waiters) {
      for (String device : devices) {
        waiters.computeIfPresent(device, (name, some) -> left(some, due));
      }
    }
    due.forEach(waiter -> waiter.future().complete(null));
  }

  private @Nullable List<Waiter> left(List<Waiter> some, List<Waiter> due) {
    some.removeIf(waiter -> isDue(waiter) && due.add(waiter));
    return some.isEmpty() ? null : some;
  }

  private boolean isDue(Waiter waiter) {
    return waiter.future().isDone()
        || durableThrough.applyAsLong(waiter.device(), waiter.session()) >= waiter.sequence();
  }

  /** Fails whoever still waits. */
  void close() {
    List<Waiter> left;
    synchronized (waiters) {
      closed = true;
      left = waiters.values().stream().flatMap(List::stream).toList();
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
