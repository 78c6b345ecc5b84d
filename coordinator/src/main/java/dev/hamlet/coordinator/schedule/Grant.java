package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;

/**
 * A lease to give.
 *
 * @param group the group, on the device it was planned for
 * @param device the device that gets it
 */
public record Grant(CellGroup group, String device) {

  /** Whether the group has to go to another device first. */
  public boolean isMove() {
    return !device.equals(group.device());
  }
}
