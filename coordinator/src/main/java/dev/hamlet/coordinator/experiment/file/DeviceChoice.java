package dev.hamlet.coordinator.experiment.file;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Where an experiment is measured.
 *
 * @param match what a device must have: {@code board}, {@code device} (its name) or labels; empty
 *     matches every device
 * @param count how many of the matching devices, the first by name; empty for every one
 */
public record DeviceChoice(Map<String, String> match, OptionalInt count) {

  /** Copies the labels. */
  public DeviceChoice {
    match = Map.copyOf(match);
  }
}
