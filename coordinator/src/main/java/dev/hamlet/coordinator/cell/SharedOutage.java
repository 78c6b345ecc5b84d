package dev.hamlet.coordinator.cell;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells boards that a cell brings down from boards that share a fuse. What reboots within a minute
 * of another board says nothing of the cell in hand; but a cell is excused like that once only, so
 * that one that brings boards down in step is found, too. Loop only; forgets with its process.
 */
final class SharedOutage {

  /** Boards that reboot within this time of one another may have done so for the same reason. */
  static final Duration TOGETHER = Duration.ofMinutes(1);

  private final Map<String, Long> rebootedNs = new HashMap<>();
  private final Map<String, Long> excusedNs = new HashMap<>();

  /** A board was started anew, with or without work in hand. */
  void rebooted(String device, long nowNs) {
    rebootedNs.put(device, nowNs);
  }

  /**
   * Whether a cell has nothing to do with the reboot of a board that has just been noted.
   *
   * @param axes the cell that was in hand
   */
  boolean excuses(String device, String axes, long nowNs) {
    boolean others =
        rebootedNs.entrySet().stream()
            .anyMatch(one -> !one.getKey().equals(device) && isTogether(one.getValue(), nowNs));
    return others && isTogether(excusedNs.computeIfAbsent(axes, key -> nowNs), nowNs);
  }

  private static boolean isTogether(long beforeNs, long nowNs) {
    return nowNs - beforeNs < TOGETHER.toNanos();
  }
}
