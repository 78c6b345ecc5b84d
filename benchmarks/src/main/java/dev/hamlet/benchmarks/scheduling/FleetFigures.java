package dev.hamlet.benchmarks.scheduling;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with one fleet.
 *
 * @param devices its size
 * @param leasesPerSecond durable leases granted a second
 * @param trialCyclesPerSecond trials a second from grant to stored result
 * @param bytesPerDevice heap of both ends for an idle device
 * @param restart a restart of the coordinator; null where none was measured
 */
record FleetFigures(
    int devices,
    double leasesPerSecond,
    double trialCyclesPerSecond,
    double bytesPerDevice,
    @Nullable RestartFigures restart) {

  /** For people. */
  String table() {
    StringBuilder lines =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d devices: %,.0f leases/s, %,.0f trial cycles/s, %,.0f bytes a device (both"
                    + " ends)%n",
                devices,
                leasesPerSecond,
                trialCyclesPerSecond,
                bytesPerDevice));
    if (restart != null) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%,d devices: restart, all back after %.1f s, at most %d in a second, %.1f s of CPU%n",
              restart.devices(),
              restart.seconds(),
              restart.peakPerSecond(),
              restart.cpuSeconds()));
    }
    return lines.toString();
  }
}
