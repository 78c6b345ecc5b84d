package dev.hamlet.common.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and sets the CPUs that a process may run on. Linux only, through {@code taskset} of
 * util-linux; elsewhere nothing is kept apart.
 */
public final class CpuAffinity {

  private static final String ALLOWED = "Cpus_allowed_list:";

  private CpuAffinity() {}

  /** The shares of this process's CPUs; {@link CpuShares#NONE} where they cannot be told. */
  public static CpuShares shares() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> new CpuShares(parse(line.substring(ALLOWED.length()).strip())))
          .orElse(CpuShares.NONE);
    } catch (IOException ignored) {
      // Not a Linux.
      return CpuShares.NONE;
    }
  }

  /**
   * Keeps all threads of a process, and those it will start, on some CPUs.
   *
   * @return whether the system let it; false also for an empty list
   */
  public static boolean confine(long pid, List<Integer> cpus) {
    return !cpus.isEmpty() && SystemTool.succeeds(command(pid, cpus).toArray(String[]::new));
  }

  static List<String> command(long pid, List<Integer> cpus) {
    return List.of("taskset", "-a", "-c", "-p", text(cpus), Long.toString(pid));
  }

  /** Numbers as the kernel writes them, for instance {@code 0-2,5}. */
  static List<Integer> parse(String list) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }

  private static String text(List<Integer> cpus) {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
