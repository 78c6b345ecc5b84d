package dev.hamlet.cli.doctor;

import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent may do on the board: clocks and power modes, and being on time.
 *
 * @param helped whether the board helper answers
 * @param root whether this process is root's
 */
record ControlCheck(Machine machine, boolean helped, boolean root) implements Check {

  private static final int PRIORITY = 10;
  private static final String CPUFREQ = "/sys/devices/system/cpu/cpu0/cpufreq/";
  private static final Pattern LIMIT = Pattern.compile("Max realtime priority +(\\d+)");

  @Override
  public List<Finding> look() {
    return List.of(clocks(), realTime(), affinity());
  }

  private Finding clocks() {
    if (!machine.has("/etc/nvpmodel.conf")) {
      return governor();
    }
    if (helped) {
      return Finding.ok("power modes", "nvpmodel's, set through the board helper");
    }
    return Files.isWritable(machine.at(CPUFREQ + "scaling_min_freq"))
        ? Finding.ok("power modes", "nvpmodel's, set by the agent itself")
        : Finding.warn(
            "power modes",
            "this user may not set them: the board stays in its mode, and clocks are not pinned",
            "systemctl enable --now hamlet-board.socket, and give the agent --board-helper"
                + " /run/hamlet-board.sock; or run the agent as root");
  }

  private Finding governor() {
    String governor = machine.text(CPUFREQ + "scaling_governor").orElse("");
    return governor.isEmpty() || governor.equals("performance")
        ? Finding.ok("clocks", governor.isEmpty() ? "no frequency scaling" : "governor performance")
        : Finding.warn(
            "clocks",
            "governor " + governor + ": the CPUs' clocks change while it is measured",
            "cpupower frequency-set -g performance, in a unit that runs at every boot");
  }

  private Finding realTime() {
    if (!machine.hasProgram("chrt")) {
      return Finding.warn("real time", "chrt is not installed", "apt-get install util-linux");
    }
    OptionalInt limit = limit();
    boolean allowed = root || (limit.isPresent() && limit.getAsInt() >= PRIORITY);
    return allowed
        ? Finding.ok("real time", "the sampling thread may ask for SCHED_FIFO " + PRIORITY)
        : Finding.warn(
            "real time",
            "no right to SCHED_FIFO: samples are missed beside a busy worker",
            "start the agent by its unit (LimitRTPRIO=10), or raise `ulimit -r` of this user");
  }

  private OptionalInt limit() {
    Matcher line = LIMIT.matcher(machine.text("/proc/self/limits").orElse(""));
    return line.find() ? OptionalInt.of(Integer.parseInt(line.group(1))) : OptionalInt.empty();
  }

  private Finding affinity() {
    return machine.hasProgram("taskset")
        ? Finding.ok("cpu affinity", "agent and workers are kept apart with taskset")
        : Finding.warn("cpu affinity", "taskset is not installed", "apt-get install util-linux");
  }
}
