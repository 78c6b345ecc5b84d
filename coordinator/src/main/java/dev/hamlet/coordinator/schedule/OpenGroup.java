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
 * @param pace how that device's pace was estimated for it, see {@link Costs}
 * @param position its place in the plan; the lower first
 * @param able the devices that may run it, its own among them; no other once a trial of it has been
 *     granted. Groups that the same devices may run should share the set
 * @param started whether it was leased before
 * @param artifacts what its cells need on the device; groups that need the same may share the set
 */
public record OpenGroup(
    CellGroup group,
    ExperimentRank rank,
    int maxParallel,
    double seconds,
    double pace,
    int position,
    Set<String> able,
    boolean started,
    Set<String> artifacts) {

  /** Refuses a time that is none, and a device that may not run what is planned for it. */
  public OpenGroup {
    if (!(seconds >= 0) || !(pace > 0)) {
      throw new IllegalArgumentException(group + " takes " + seconds + " s at pace " + pace);
    }
    if (!able.contains(group.device())) {
      throw new IllegalArgumentException(group + " may not run on its own device");
    }
  }

  /** The device it is planned for. */
  public String device() {
    return group.device();
  }

  /** Whether another device may run it. */
  public boolean isMovable() {
    return able.size() > 1;
  }

  /** What is left of it takes on a device of pace 1. */
  double secondsAtPar() {
    return seconds / pace;
  }

  /** What is left of it takes on a device that may run it. */
  double secondsOn(String device, Costs costs) {
    return secondsAtPar() * costs.pace(this, device);
  }
}
