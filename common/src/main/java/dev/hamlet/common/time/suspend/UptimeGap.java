package dev.hamlet.common.time.suspend;

import dev.hamlet.common.time.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Suspended time by Linux' two clocks: {@code /proc/uptime} counts CLOCK_BOOTTIME, which goes on in
 * a suspend, in hundredths of a second; the monotonic clock stands still.
 *
 * <p>Safe from any thread.
 */
public final class UptimeGap implements SuspendedTime {

  private static final long NS_PER_HUNDREDTH = 10_000_000;

  private final Path uptime;
  private final MonotonicClock clock;

  /**
   * Suspended time of this host; NONE where the system does not tell it.
   *
   * @param root what stands for {@code /}
   */
  public static SuspendedTime of(Path root, MonotonicClock clock) {
    UptimeGap gap = new UptimeGap(root.resolve("proc/uptime"), clock);
    try {
      gap.suspendedNs();
      return gap;
    } catch (UncheckedIOException | IllegalArgumentException unknown) {
      return NONE;
    }
  }

  private UptimeGap(Path uptime, MonotonicClock clock) {
    this.uptime = uptime;
    this.clock = clock;
  }

  @Override
  public long suspendedNs() {
    long beforeNs = clock.monotonicNs();
    long uptimeNs = parse(line());
    long nowNs = beforeNs + (clock.monotonicNs() - beforeNs) / 2;
    return uptimeNs - nowNs;
  }

  /** What one reading says: the uptime is cut off after its hundredths. */
  SuspendedBounds bounds() {
    long beforeNs = clock.monotonicNs();
    long uptimeNs = parse(line());
    return new SuspendedBounds(
        uptimeNs - clock.monotonicNs(), uptimeNs + NS_PER_HUNDREDTH - beforeNs);
  }

  private String line() {
    try {
      return Files.readString(uptime);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + uptime, e);
    }
  }

  /** Seconds with two digits, then others that do not matter: {@code 350735.47 234388.90}. */
  private static long parse(String line) {
    int dot = line.indexOf('.');
    int end = line.indexOf(' ');
    if (dot < 1 || end != dot + 3) {
      throw new IllegalArgumentException("not an uptime: " + line);
    }
    long hundredths = Long.parseLong(line.substring(0, dot) + line.substring(dot + 1, end));
    return hundredths * NS_PER_HUNDREDTH;
  }
}
