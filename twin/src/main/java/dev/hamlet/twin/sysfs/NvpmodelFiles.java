package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.power.Cluster;
import dev.hamlet.twin.power.PowerMode;

/**
 * nvpmodel's configuration with the five modes, in the layout of L4T's file: which files a mode
 * writes, then its values. {@code CORE_n} and the caps are what a mode sets; 0 is no limit.
 */
final class NvpmodelFiles {

  private static final String CPU = "/sys/devices/system/cpu/cpu";
  private static final String GPU = "/sys/devices/17000000.gp10b/devfreq/17000000.gp10b/";
  private static final int DEFAULT_MODE = PowerMode.MAXP_CORE_ARM.id();

  private final TwinBoard board;
  private final FileTable files;

  NvpmodelFiles(TwinBoard board, FileTable files) {
    this.board = board;
    this.files = files;
  }

  void add() {
    Answer text = Answer.text(configuration());
    files.add("/etc/nvpmodel.conf", TwinFile.readOnly(() -> text));
    files.add(
        "/var/lib/nvpmodel/status",
        TwinFile.text(() -> String.format("pmode:%04d", board.powerMode().id())));
  }

  private static String configuration() {
    StringBuilder text = new StringBuilder("# power modes of a simulated Jetson TX2\n\n");
    addParameters(text);
    for (PowerMode mode : PowerMode.values()) {
      addMode(text, mode);
    }
    return text.append("< PM_CONFIG DEFAULT=" + DEFAULT_MODE + " >\n").toString();
  }

  private static void addParameters(StringBuilder text) {
    text.append("< PARAM TYPE=FILE NAME=CPU_ONLINE >\n");
    for (int cpu = 1; cpu < Cluster.CPUS; cpu++) {
      text.append("CORE_").append(cpu).append(' ').append(CPU).append(cpu).append("/online\n");
    }
    addClock(text, "CPU_A57", CPU + "0/cpufreq/scaling_", "_freq");
    addClock(text, "CPU_DENVER", CPU + "1/cpufreq/scaling_", "_freq");
    addClock(text, "GPU", GPU, "_freq");
    text.append("\n< PARAM TYPE=CLOCK NAME=EMC >\n");
    text.append("MAX_FREQ /sys/kernel/nvpmodel_emc_cap/emc_iso_cap\n\n");
  }

  private static void addClock(StringBuilder text, String name, String prefix, String suffix) {
    text.append("\n< PARAM TYPE=FILE NAME=").append(name).append(" >\n");
    text.append("MIN_FREQ ").append(prefix).append("min").append(suffix).append('\n');
    text.append("MAX_FREQ ").append(prefix).append("max").append(suffix).append('\n');
  }

  private static void addMode(StringBuilder text, PowerMode mode) {
    text.append(String.format("< POWER_MODEL ID=%d NAME=%s >%n", mode.id(), mode));
    for (int cpu = 1; cpu < Cluster.CPUS; cpu++) {
      text.append(String.format("CPU_ONLINE CORE_%d %d%n", cpu, mode.onlineMask() >> cpu & 1));
    }
    text.append(String.format("CPU_A57 MIN_FREQ 0%nCPU_A57 MAX_FREQ %d%n", mode.a57Khz()));
    if (mode.denverCores() > 0) {
      text.append(
          String.format("CPU_DENVER MIN_FREQ 0%nCPU_DENVER MAX_FREQ %d%n", mode.denverKhz()));
    }
    text.append(String.format("GPU MIN_FREQ 0%nGPU MAX_FREQ %d%n", mode.gpuHz()));
    boolean capped = mode != PowerMode.MAXN;
    text.append(String.format("EMC MAX_FREQ %d%n%n", capped ? mode.memoryHz() : 0));
  }
}
