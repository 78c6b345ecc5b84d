package dev.hamlet.agent.simulation.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may go wrong with a simulated device. */
public enum FaultKind {
  /** The agent is killed, without a word; after a while it starts afresh on the same board. */
  CRASH,
  /** The agent's process stands still: it neither works nor answers. */
  HANG,
  /** Nothing passes between agent and coordinator, and neither is told. */
  PARTITION,
  /** The connection breaks at once, and none can be made for a while. */
  CUT,
  /** Every message comes late, and only so many bytes a second pass. */
  SLOW_LINK,
  /** The board's disk has no room for another byte, whoever took it. */
  DISK_FULL,
  /** The device's clock is set forward. */
  CLOCK_STEP;

  /** The word in scripts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it lasts for a while. */
  boolean lasts() {
    return this != CLOCK_STEP;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FaultKind::word).toList();
  }

  static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
