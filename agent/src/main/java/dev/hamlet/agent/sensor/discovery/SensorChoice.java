package dev.hamlet.agent.sensor.discovery;

import dev.hamlet.agent.sensor.profile.BoardProfile;
import java.util.List;
import java.util.Optional;

/**
 * Which sensor an operator wants, and how to take it.
 *
 * @param kind its kind
 * @param rails names of rails, as the driver has them; empty for the usual ones
 * @param profile what the operator knows better
 */
public record SensorChoice(SensorKind kind, List<String> rails, Optional<BoardProfile> profile) {

  /** Whatever there is, as it is. */
  public static final SensorChoice AUTO =
      new SensorChoice(SensorKind.AUTO, List.of(), Optional.empty());

  /** Copies the rails. */
  public SensorChoice {
    rails = List.copyOf(rails);
  }
}
