package dev.hamlet.coordinator.remote;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many samples were refused, by the reason. Belongs to one thread. */
public final class Refusals {

  private final EnumMap<Refusal, Long> counts = new EnumMap<>(Refusal.class);

  /** Counts one more. */
  public void count(Refusal refusal) {
    add(refusal, 1);
  }

  /** Counts some more. */
  public void add(Refusal refusal, long samples) {
    if (samples > 0) {
      counts.merge(refusal, samples, Long::sum);
    }
  }

  /** Counts all that others counted. */
  public void add(Refusals others) {
    others.counts.forEach(this::add);
  }

  /** What was counted, without zeros. */
  public Map<Refusal, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** All of them. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In words, for instance {@code 12 too_old, 1 duplicate}; empty if there are none. */
  public String words() {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().word())
        .collect(Collectors.joining(", "));
  }
}
