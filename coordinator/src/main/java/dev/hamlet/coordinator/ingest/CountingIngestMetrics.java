package dev.hamlet.coordinator.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts in memory, to be read by the exporter. As many devices as were ever let in. */
public final class CountingIngestMetrics implements IngestMetrics {

  private static final class Counters {
    final LongAdder received = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder gapSequences = new LongAdder();
    final LongAdder samples = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final AtomicLong commitNs = new AtomicLong(-1);

    IngestCounts snapshot(String device) {
      long lastNs = commitNs.get();
      return new IngestCounts(
          device,
          received.sum(),
          accepted.sum(),
          duplicates.sum(),
          rejected.sum(),
          gapSequences.sum(),
          samples.sum(),
          bytes.sum(),
          lastNs < 0 ? Double.NaN : lastNs / 1e9);
    }
  }

  private final ConcurrentHashMap<String, Counters> devices = new ConcurrentHashMap<>();
  private final LongAdder refusedStreams = new LongAdder();

  @Override
  public void received(String device, int bytes) {
    of(device).received.increment();
  }

  @Override
  public void accepted(String device, int samples, int bytes) {
    Counters counters = of(device);
    counters.accepted.increment();
    counters.samples.add(samples);
    counters.bytes.add(bytes);
  }

  @Override
  public void duplicate(String device) {
    of(device).duplicates.increment();
  }

  @Override
  public void rejected(String device) {
    of(device).rejected.increment();
  }

  @Override
  public void gap(String device, long sequences) {
    of(device).gapSequences.add(sequences);
  }

  @Override
  public void refusedStream() {
    refusedStreams.increment();
  }

  @Override
  public void committed(String device, long durationNs) {
    of(device).commitNs.set(durationNs);
  }

  /** Counts of every device, in the order of their names. */
  public List<IngestCounts> snapshot() {
    Map<String, Counters> sorted = new ConcurrentSkipListMap<>(devices);
    return sorted.entrySet().stream()
        .map(entry -> entry.getValue().snapshot(entry.getKey()))
        .toList();
  }

  /** Streams that were not let in. */
  public long refusedStreams() {
    return refusedStreams.sum();
  }

  private Counters of(String device) {
    return devices.computeIfAbsent(device, name -> new Counters());
  }
}
