package dev.hamlet.agent.device.tegra;

import java.util.List;

/**
 * A power mode of nvpmodel.
 *
 * @param id its number
 * @param name its name, for instance {@code MAXN}
 * @param settings what it writes, in the order of the configuration
 */
record NvpMode(int id, String name, List<Setting> settings) {

  private static final String CPU_ONLINE = "CPU_ONLINE";
  private static final String CPU_CLOCK = "CPU_";

  NvpMode {
    settings = List.copyOf(settings);
  }

  /**
   * One file that it writes.
   *
   * @param parameter its group, for instance {@code CPU_A57}
   * @param label its name in the group, for instance {@code MAX_FREQ}
   * @param path the file
   * @param value what is written; 0 and less mean no limit
   */
  record Setting(String parameter, String label, String path, long value) {

    boolean isCpuSwitch() {
      return parameter.equals(CPU_ONLINE);
    }

    boolean isCpuCap() {
      return !isCpuSwitch() && parameter.startsWith(CPU_CLOCK) && label.startsWith("MAX");
    }

    /** Whether it is to be written at all: -1 leaves a file alone. */
    boolean isWritten() {
      return value >= 0;
    }

    /** Number of the CPU of a switch. */
    int cpu() {
      return Integer.parseInt(label.replaceAll("\\D", ""));
    }
  }

  /** Whether a CPU is on in this mode; one that is not mentioned is. */
  boolean isOn(int cpu) {
    return settings.stream()
        .filter(setting -> setting.isCpuSwitch() && setting.cpu() == cpu)
        .allMatch(setting -> setting.value() != 0);
  }
}
