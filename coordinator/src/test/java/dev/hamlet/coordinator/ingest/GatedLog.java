package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A log whose disk can be made to wait. */
final class GatedLog implements TelemetryLog {

  private final TelemetryLog behind;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch blocked = new CountDownLatch(0);

  GatedLog(TelemetryLog behind) {
    this.behind = behind;
  }

  /** The next append waits until the gate opens. */
  void shut() {
    blocked = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  void open() {
    gate.countDown();
  }

  /** Returns when an append waits at the gate. */
  void awaitBlocked() throws InterruptedException {
    if (!blocked.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was appended");
    }
  }

  @Override
  public List<TelemetryRecord> append(List<TelemetryRecord> records) {
    blocked.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return behind.append(records);
  }

  @Override
  public void declareLost(String device, String sessionId, long throughSequence) {
    behind.declareLost(device, sessionId, throughSequence);
  }

  @Override
  public long durableThrough(String device, String sessionId) {
    return behind.durableThrough(device, sessionId);
  }

  @Override
  public CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence) {
    return behind.whenDurable(device, sessionId, sequence);
  }

  @Override
  public Optional<TrialTrace> trace(
      String device, String cellId, int trialNumber, long fencingToken) {
    return behind.trace(device, cellId, trialNumber, fencingToken);
  }

  @Override
  public List<SampleBatch> samples(String device, String bootId, TimeInterval window) {
    return behind.samples(device, bootId, window);
  }

  @Override
  public Hold hold(String device) {
    return behind.hold(device);
  }

  @Override
  public void close() {
    behind.close();
  }
}
