package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.Set;

/**
 * A cell group with undecided cells, as the scheduler sees it.
 *
 * @param group the group, on the device it is planned for
 * @param rank where its experiment stands in the queue
 * @param maxParallel most leases of its experiment at a time; 0 for as many as there are devices
 * @param seconds what is left of it is expected to take on that device
 * @param position its place in the plan of its device; the lower first
 * @param elsewhere other devices that may run it, as none of its trials has been granted; empty if
 *     it is bound to its device
 * @param started whether it was leased before
 * @param artifacts what its cells need on the device; groups that need the same may share the set
 */
public record OpenGroup(
    CellGroup group,
    ExperimentRank rank,
    int maxParallel,
    double seconds,
    int position,
    Set<String> elsewhere,
    boolean started,
    Set<String> artifacts) {

  /** Refuses a time that is none. */
  public OpenGroup {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException(group + " takes " + seconds + " s");
    }
  }

  /** The device it is planned for. */
  public String device() {
    return group.device();
  }

  /** Whether another device may run it. */
  public boolean isMovable() {
    return !started && !elsewhere.isEmpty();
  }
}
