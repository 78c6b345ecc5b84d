package dev.hamlet.coordinator.schedule;

import java.util.Comparator;

/** Which of several groups of equal rank a device takes first. */
final class GroupOrder {

  /** Lengths that differ by less than this count as equal, so that artifacts at hand decide. */
  private static final double SAME_LENGTH = 1.2;

  private GroupOrder() {}

  /**
   * What was started is finished first; then what needs no other power mode; then, of what could go
   * elsewhere, the longest (LPT), and what the device has most artifacts for; then as planned,
   * which is by chance.
   */
  static Comparator<OpenGroup> on(IdleDevice device) {
    return Comparator.comparing((OpenGroup group) -> !group.started())
        .thenComparing(group -> !group.group().powerMode().equals(device.powerMode()))
        .thenComparing(group -> group.isMovable() ? -length(group) : 0)
        .thenComparing(group -> missing(group, device))
        .thenComparing(OpenGroup::position)
        .thenComparing(group -> group.group().toString());
  }

  private static long length(OpenGroup group) {
    return Math.round(Math.log(Math.max(1e-3, group.seconds())) / Math.log(SAME_LENGTH));
  }

  private static long missing(OpenGroup group, IdleDevice device) {
    return group.artifacts().stream().filter(it -> !device.artifacts().contains(it)).count();
  }
}
