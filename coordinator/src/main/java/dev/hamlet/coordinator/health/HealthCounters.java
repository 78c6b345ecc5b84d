package dev.hamlet.coordinator.health;

import dev.hamlet.coordinator.store.fleet.HealthEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened to devices since the coordinator's start. Threads: any. */
public final class HealthCounters {

  private record Counted(String device, HealthEvent.Kind kind) {}

  private final Map<Counted, LongAdder> counts = new ConcurrentHashMap<>();

  void count(HealthEvent event) {
    counts
        .computeIfAbsent(new Counted(event.device(), event.kind()), key -> new LongAdder())
        .increment();
  }

  /** Counts of one kind of event, by device; a device without any is missing. */
  public Map<String, Long> of(HealthEvent.Kind kind) {
    Map<String, Long> byDevice = new TreeMap<>();
    counts.forEach(
        (counted, count) -> {
          if (counted.kind() == kind) {
            byDevice.put(counted.device(), count.sum());
          }
        });
    return byDevice;
  }
}
