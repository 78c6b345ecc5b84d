package dev.hamlet.coordinator.cell;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log that is durable at once, or, while it is stuck, when the test says so. */
final class FakeTelemetryLog implements TelemetryLog {

  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  final List<String> held = new ArrayList<>();
  private boolean stuck;

  void stuck(boolean isStuck) {
    stuck = isStuck;
    if (!isStuck) {
      waiting.forEach(future -> future.complete(null));
      waiting.clear();
    }
  }

  @Override
  public CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence) {
    if (!stuck) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> future = new CompletableFuture<>();
    waiting.add(future);
    return future;
  }

  @Override
  public List<TelemetryRecord> append(List<TelemetryRecord> records) {
    throw new IllegalStateException("nobody appends here");
  }

  @Override
  public long durableThrough(String device, String sessionId) {
    return 0;
  }

  @Override
  public Optional<TrialTrace> trace(
      String device, String cellId, int trialNumber, long fencingToken) {
    return Optional.empty();
  }

  @Override
  public List<SampleBatch> samples(String device, String bootId, TimeInterval window) {
    return List.of();
  }

  @Override
  public void declareLost(String device, String sessionId, long throughSequence) {}

  @Override
  public Hold hold(String device) {
    held.add(device);
    return () -> held.remove(device);
  }

  @Override
  public void close() {}
}
