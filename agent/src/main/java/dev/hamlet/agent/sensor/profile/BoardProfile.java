package dev.hamlet.agent.sensor.profile;

import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import java.util.Map;

/**
 * A board profile that was read.
 *
 * @param sha256 SHA-256 of the file's text, hexadecimal: what the figures say they rest on
 * @param rails what it says of rails, by the driver's name
 */
public record BoardProfile(String sha256, Map<String, RailProfile> rails) {

  /** Copies the map. */
  public BoardProfile {
    rails = Map.copyOf(rails);
  }

  /** The group as this profile has it; rails that it does not name stay as they are. */
  public SensorGroup apply(SensorGroup group) {
    return group.withRails(this::apply).with(group.facts().withProfile(sha256));
  }

  private Rail apply(Rail rail) {
    RailProfile profile = rails.get(rail.name());
    return profile == null ? rail : profile.apply(rail);
  }
}
