package dev.hamlet.coordinator.telemetry;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.TimeInterval;
import dev.hamlet.common.wire.TelemetryRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A telemetry log in memory, durable by decree; can be told to refuse like a full disk. */
public final class FakeTelemetryLog implements TelemetryLog {

  private record Waiter(String session, long sequence, CompletableFuture<Void> future) {}

  private final List<TelemetryRecord> records = new ArrayList<>();
  private final Map<String, SequenceSet> sequences = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private boolean full;

  /** From now on the disk is full, or no longer. */
  public synchronized void full(boolean isFull) {
    full = isFull;
  }

  /** Everything appended, in order. */
  public synchronized List<TelemetryRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public List<TelemetryRecord> append(List<TelemetryRecord> added) {
    List<TelemetryRecord> fresh = new ArrayList<>();
    synchronized (this) {
      if (full) {
        throw new HamletException(ErrorCode.RESOURCE, "The telemetry log's disk is full.");
      }
      for (TelemetryRecord record : added) {
        if (sequencesOf(record.device(), record.sessionId()).add(record.sequence())) {
          fresh.add(record);
        }
      }
      records.addAll(fresh);
    }
    completeWaiters();
    return fresh;
  }

  @Override
  public void declareLost(String device, String sessionId, long throughSequence) {
    synchronized (this) {
      sequencesOf(device, sessionId).addThrough(throughSequence);
    }
    completeWaiters();
  }

  @Override
  public synchronized long durableThrough(String device, String sessionId) {
    return sequencesOf(device, sessionId).through();
  }

  @Override
  public CompletableFuture<Void> whenDurable(String device, String sessionId, long sequence) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    synchronized (this) {
      waiters.add(new Waiter(key(device, sessionId), sequence, future));
    }
    completeWaiters();
    return future;
  }

  @Override
  public synchronized Optional<TrialTrace> trace(
      String device, String cellId, int trialNumber, long fencingToken) {
    return records.stream()
        .filter(record -> record.device().equals(device))
        .flatMap(record -> Optional.ofNullable(record.trace()).stream())
        .filter(
            trace ->
                trace.cellId().equals(cellId)
                    && trace.trialNumber() == trialNumber
                    && trace.fencingToken() == fencingToken)
        .reduce((first, second) -> second);
  }

  @Override
  public synchronized List<SampleBatch> samples(String device, String bootId, TimeInterval window) {
    return records.stream()
        .filter(record -> record.device().equals(device) && record.bootId().equals(bootId))
        .flatMap(record -> Optional.ofNullable(record.samples()).stream())
        .filter(
            batch ->
                batch.monotonicNs()[0] < window.endNs()
                    && batch.monotonicNs()[batch.size() - 1] >= window.startNs())
        .sorted(Comparator.comparingLong(batch -> batch.monotonicNs()[0]))
        .toList();
  }

  @Override
  public Hold hold(String device) {
    return () -> {};
  }

  @Override
  public void close() {
    List<Waiter> left;
    synchronized (this) {
      left = List.copyOf(waiters);
      waiters.clear();
    }
    left.forEach(
        waiter ->
            waiter.future.completeExceptionally(
                new HamletException(ErrorCode.UNAVAILABLE, "The telemetry log is closed.")));
  }

  private void completeWaiters() {
    List<Waiter> due;
    synchronized (this) {
      due =
          waiters.stream()
              .filter(
                  waiter ->
                      sequences.containsKey(waiter.session)
                          && sequences.get(waiter.session).through() >= waiter.sequence)
              .toList();
      waiters.removeAll(due);
    }
    due.forEach(waiter -> waiter.future.complete(null));
  }

  private SequenceSet sequencesOf(String device, String sessionId) {
    return sequences.computeIfAbsent(key(device, sessionId), key -> new SequenceSet());
  }

  private static String key(String device, String sessionId) {
    return device + "\n" + sessionId;
  }
}
