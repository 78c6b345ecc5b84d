package dev.hamlet.coordinator;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.time.suspend.SuspendGauge;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.time.suspend.UptimeGap;
import dev.hamlet.coordinator.device.DeviceClocks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second whether this host was suspended, and tells the devices' clocks. A thread of
 * its own, which waits nearly all of the time.
 */
final class OwnSuspends implements AutoCloseable {

  private final SuspendGauge gauge;
  private final MonotonicClock clock;
  private final DeviceClocks clocks;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(OwnSuspends::daemon);
  private @Nullable SuspendedBounds known;
  private long knownAtNs;

  private OwnSuspends(SuspendGauge gauge, MonotonicClock clock, DeviceClocks clocks) {
    this.gauge = gauge;
    this.clock = clock;
    this.clocks = clocks;
  }

  /** Looks from now on, where the system tells; else closing it does nothing. */
  @SuppressWarnings("FutureReturnValueIgnored") // cancelled by closing
  static AutoCloseable watch(SystemClock clock, DeviceClocks clocks) {
    Optional<SuspendGauge> gauge = SuspendGauge.of(UptimeGap.of(Path.of("/"), clock), clock);
    if (gauge.isEmpty()) {
      return () -> {};
    }
    OwnSuspends suspends = new OwnSuspends(gauge.get(), clock, clocks);
    suspends.executor.scheduleWithFixedDelay(suspends::look, 0, 1, TimeUnit.SECONDS);
    return suspends;
  }

  private void look() {
    try {
      long beganNs = clock.monotonicNs();
      gauge.look().ifPresent(now -> compare(now, beganNs));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(SuspendedBounds now, long beganNs) {
    SuspendedBounds before = known;
    if (before != null && now.provesSuspendSince(before)) {
      clocks.coordinatorStoodStill(knownAtNs, clock.monotonicNs(), now.growthAtMostNs(before));
    }
    SuspendedBounds both = before == null || !now.agrees(before) ? now : now.and(before);
    known = both.plausible() ? both : now;
    knownAtNs = beganNs;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "own-suspends");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
