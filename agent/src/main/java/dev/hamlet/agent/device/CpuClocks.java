package dev.hamlet.agent.device;

import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Clocks of the CPUs that are on, from {@code cpufreq}: one for all CPUs that share it. One whose
 * least and greatest frequency are equal is pinned.
 */
public final class CpuClocks {

  private static final String CPUS = "/sys/devices/system/cpu";
  private static final long HZ_PER_KHZ = 1_000;

  private final BoardFiles files;
  private final List<Clock> clocks = new ArrayList<>();

  private record Clock(String name, String folder, long pinnedHz) {}

  /** Finds the clocks and what they are pinned to. */
  public CpuClocks(BoardFiles files) {
    this.files = files;
    Set<String> groups = new HashSet<>();
    for (String cpu : online(files)) {
      String folder = cpu + "/cpufreq";
      String group = files.text(folder + "/related_cpus").orElse(cpu);
      if (!files.sysfs().children(folder).isEmpty() && groups.add(group)) {
        clocks.add(new Clock(cpu.substring(CPUS.length() + 1), folder, pinnedHz(folder)));
      }
    }
  }

  /** Folders of the CPUs that are on. */
  public static List<String> online(BoardFiles files) {
    return files.children(CPUS, "cpu[0-9]+").stream()
        .filter(cpu -> files.number(cpu + "/online").orElse(1) != 0)
        .toList();
  }

  /** Reads them; one that cannot be read now is left out. */
  public List<ClockReading> read() {
    List<ClockReading> readings = new ArrayList<>();
    for (Clock clock : clocks) {
      files
          .number(clock.folder + "/scaling_cur_freq")
          .ifPresent(
              khz ->
                  readings.add(
                      new ClockReading(
                          ClockKind.CPU, clock.name, khz * HZ_PER_KHZ, clock.pinnedHz)));
    }
    return readings;
  }

  private long pinnedHz(String folder) {
    String scaling = folder + "/scaling_";
    long khz =
        ClockPin.of(
            files,
            scaling + "min_freq",
            scaling + "max_freq",
            scaling + "available_frequencies",
            scaling + "cur_freq");
    return khz * HZ_PER_KHZ;
  }
}
