package dev.hamlet.coordinator.health;

import java.time.Duration;
import java.util.Locale;

/**
 * What a person wants to become of a device.
 *
 * @param device its name
 * @param kind what
 * @param who the person
 * @param reason why; may be empty
 * @param time how long, for a reservation; else zero
 */
public record DeviceChange(String device, Kind kind, String who, String reason, Duration time) {

  /** What a person can do to a device. */
  public enum Kind {
    /** It finishes what it has and takes no new work. */
    DRAIN,
    /** It is kept from work, at once. */
    QUARANTINE,
    /** It may work again, whoever kept it from that. */
    RELEASE,
    /** It is taken out of the fleet; its cells are abandoned. */
    RETIRE,
    /** It is drained for somebody, for a while. */
    RESERVE;

    /** As the command line calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
