package dev.hamlet.agent.foreign;

import java.util.List;
import java.util.Optional;

/**
 * How long the CPUs of a host have been idle since the boot: the first line of {@code proc/stat}.
 * Idle time is used, not busy time: a kernel that stops its tick accounts for the idle time
 * exactly, but for the busy time by looking once per tick, which a loop of 1 kHz deceives.
 *
 * @param idleTicks idle time of all CPUs, waiting for disks included, in ticks
 * @param cpus CPUs that are on
 */
public record CpuTimes(long idleTicks, int cpus) {

  /** Ticks of a second: USER_HZ of every Linux that Hamlet runs on. */
  public static final int TICKS_PER_SECOND = 100;

  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;

  /** Empty where the lines do not say it; some sandboxes have nothing but zeros there. */
  public static Optional<CpuTimes> parse(List<String> lines) {
    long idleTicks = 0;
    int cpus = 0;
    for (String line : lines) {
      String[] fields = line.split(" +");
      if (fields[0].equals("cpu") && fields.length > IO_WAIT) {
        idleTicks = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IO_WAIT]);
      } else if (fields[0].startsWith("cpu")) {
        cpus++;
      }
    }
    return cpus > 0 && idleTicks > 0
        ? Optional.of(new CpuTimes(idleTicks, cpus))
        : Optional.empty();
  }
}
