package dev.hamlet.agent.simulation.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a script. Times are real time from the start of the fleet.
 *
 * @param kind what goes wrong
 * @param devices pattern of names; {@code *} stands for any characters
 * @param at when it happens once; empty if it happens again and again
 * @param every mean time from one to the next on one device, exponentially distributed; empty if it
 *     happens once
 * @param duration how long it lasts
 * @param delay how late messages of a slow link come
 * @param bytesPerSecond how much passes on a slow link; infinite for as much as comes
 * @param by how far the clock is set forward
 */
public record ScriptedFault(
    FaultKind kind,
    String devices,
    Optional<Duration> at,
    Optional<Duration> every,
    Duration duration,
    Duration delay,
    double bytesPerSecond,
    Duration by) {

  /** Whether it concerns a device. */
  public boolean concerns(String device) {
    String[] parts = devices.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append(".*").append(Pattern.quote(parts[i]));
    }
    return device.matches(regex.toString());
  }

  /** In a few words, for logs. */
  public String words() {
    return switch (kind) {
      case CRASH -> "crashes, back in " + seconds(duration);
      case HANG -> "hangs for " + seconds(duration);
      case PARTITION -> "is cut off silently for " + seconds(duration);
      case CUT -> "loses its connection for " + seconds(duration);
      case SLOW_LINK -> "has a slow link for " + seconds(duration);
      case DISK_FULL -> "has a full disk for " + seconds(duration);
      case CLOCK_STEP -> "has its clock set forward by " + seconds(by);
    };
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1e3 + " s";
  }
}
