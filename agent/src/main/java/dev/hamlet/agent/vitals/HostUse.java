package dev.hamlet.agent.vitals;

import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.foreign.CpuTimes;
import dev.hamlet.common.time.MonotonicClock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How busy the CPUs and how full the memory of a host are, by {@code proc}. One at a time. */
final class HostUse {

  private static final double NS_PER_TICK = 1e9 / CpuTimes.TICKS_PER_SECOND;
  private static final double BYTES_PER_KB = 1024;

  private final BoardFiles files;
  private final MonotonicClock clock;
  private long lastNs;
  private @Nullable CpuTimes last;

  HostUse(BoardFiles files, MonotonicClock clock) {
    this.files = files;
    this.clock = clock;
    this.lastNs = clock.monotonicNs();
    this.last = times().orElse(null);
  }

  /** Share of the time of all CPUs that was not idle since it was last asked; NaN if not known. */
  double cpuRatio() {
    CpuTimes before = last;
    long elapsedNs = -lastNs;
    lastNs = clock.monotonicNs();
    elapsedNs += lastNs;
    CpuTimes now = times().orElse(null);
    last = now;
    if (before == null || now == null || before.cpus() != now.cpus() || elapsedNs <= 0) {
      return Double.NaN;
    }
    double idleNs = (now.idleTicks() - before.idleTicks()) * NS_PER_TICK;
    return Math.min(1, Math.max(0, 1 - idleNs / elapsedNs / now.cpus()));
  }

  /** Memory of the host in bytes; NaN if not known. */
  double memoryTotalBytes() {
    return memory("MemTotal");
  }

  /** Memory that is not there for the taking, in bytes; NaN if not known. */
  double memoryUsedBytes() {
    return memory("MemTotal") - memory("MemAvailable");
  }

  private double memory(String field) {
    Matcher line =
        Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$")
            .matcher(files.longText("/proc/meminfo").orElse(""));
    return line.find() ? Long.parseLong(line.group(1)) * BYTES_PER_KB : Double.NaN;
  }

  private Optional<CpuTimes> times() {
    return files.longText("/proc/stat").flatMap(text -> CpuTimes.parse(List.of(text.split("\n"))));
  }
}
