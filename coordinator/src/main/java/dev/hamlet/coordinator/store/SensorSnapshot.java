package dev.hamlet.coordinator.store;

import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.common.security.Digests;
import java.util.List;

/**
 * The sensor groups of a device as it described them at one time. Trials name the snapshot they
 * were measured under, so that a later change of the sensors does not rewrite what was measured.
 *
 * @param id SHA-256 over everything in the groups: equal if and only if they are
 * @param groups the groups
 */
public record SensorSnapshot(String id, List<SensorGroup> groups) {

  /** Copies the groups. */
  public SensorSnapshot {
    groups = List.copyOf(groups);
  }

  /** A snapshot of these groups. */
  public static SensorSnapshot of(List<SensorGroup> groups) {
    // a record's text names every component with its exact value
    return new SensorSnapshot(Digests.sha256(List.copyOf(groups).toString()), groups);
  }
}
