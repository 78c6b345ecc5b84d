package dev.hamlet.coordinator.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Waiting groups of one experiment that the same devices may run, in the order in which these take
 * them: what was started is finished first; then what needs the power mode that the device is in;
 * then the longest, if it could go elsewhere too (LPT); else as planned, which is by chance.
 */
final class Pool {

  /** Lengths that differ by less than this count as equal, so that artifacts at hand decide. */
  private static final double SAME_LENGTH = 1.2;

  private final ExperimentRank rank;
  private final Set<String> able;
  private final Map<Slot, NavigableMap<Integer, LikeGroups>> slots = new LinkedHashMap<>();
  private int size;
  private double seconds;
  private double secondsAtPar;

  /** What is asked for first. */
  private record Slot(boolean started, String powerMode) {}

  Pool(ExperimentRank rank, Set<String> able) {
    this.rank = rank;
    this.able = able;
  }

  ExperimentRank rank() {
    return rank;
  }

  /** The devices that may run its groups. */
  Set<String> able() {
    return able;
  }

  /** Whether more than one device may run its groups. */
  boolean isMovable() {
    return able.size() > 1;
  }

  int size() {
    return size;
  }

  /** What its groups take one after the other, each on the device it is planned for. */
  double seconds() {
    return seconds;
  }

  /** What its groups take one after the other on a device of pace 1. */
  double secondsAtPar() {
    return secondsAtPar;
  }

  /** One of its groups, as there is one. */
  OpenGroup any() {
    return slots.values().iterator().next().firstEntry().getValue().any();
  }

  void add(OpenGroup group) {
    slots
        .computeIfAbsent(slot(group), slot -> new TreeMap<>())
        .computeIfAbsent(length(group), length -> new LikeGroups())
        .add(group);
    size++;
    seconds += group.seconds();
    secondsAtPar += group.secondsAtPar();
  }

  void remove(OpenGroup group) {
    NavigableMap<Integer, LikeGroups> lengths = Objects.requireNonNull(slots.get(slot(group)));
    LikeGroups groups = Objects.requireNonNull(lengths.get(length(group)));
    groups.remove(group);
    if (groups.isEmpty()) {
      lengths.remove(length(group));
      if (lengths.isEmpty()) {
        slots.remove(slot(group));
      }
    }
    size--;
    seconds = size == 0 ? 0 : seconds - group.seconds();
    secondsAtPar = size == 0 ? 0 : secondsAtPar - group.secondsAtPar();
  }

  /** Its groups in the order in which a device takes them, those of like length together. */
  Stream<LikeGroups> inOrderFor(IdleDevice device) {
    List<Slot> order = new ArrayList<>(slots.keySet());
    order.sort(
        Comparator.comparing((Slot slot) -> !slot.started())
            .thenComparing(slot -> !slot.powerMode().equals(device.powerMode())));
    return order.stream()
        .flatMap(slot -> slots.getOrDefault(slot, new TreeMap<>()).values().stream());
  }

  private static Slot slot(OpenGroup group) {
    return new Slot(group.started(), group.group().powerMode());
  }

  /** The longer the less, so that the longest come first. */
  private static int length(OpenGroup group) {
    double log = Math.log(Math.max(1e-3, group.secondsAtPar())) / Math.log(SAME_LENGTH);
    return group.isMovable() ? -(int) Math.round(log) : 0;
  }
}
