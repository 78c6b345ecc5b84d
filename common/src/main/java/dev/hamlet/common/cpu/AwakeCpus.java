package dev.hamlet.common.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps CPUs of a virtual machine from going to sleep: on each runs a shell loop of the kernel's
 * idle class, which anything else that wants to run displaces at once.
 *
 * <p>A virtual CPU that sleeps is given away by the host; when it wakes up it may land beside a
 * busy neighbour and then runs slower by half for a tenth of a second or more. One that never
 * sleeps stays where it is. Only for simulated boards: on a real one the loop would draw power that
 * is being measured, and there is no host that could move it.
 *
 * <p>The loops end with this process, however it ends. Threads: any; closing is idempotent.
 */
public final class AwakeCpus implements AutoCloseable {

  /** Nothing is kept awake. */
  public static final AwakeCpus NONE = new AwakeCpus(List.of());

  /** More CPUs than this are not kept busy for the sake of one: others may want the power. */
  private static final int MOST_CPUS = 4;

  /** Looks whether its parent lives about every 10 ms, with nothing but the shell's own words. */
  private static final String LOOP =
      "while kill -0 $PPID 2>/dev/null; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done";

  private static final long PATIENCE_SECONDS = 2;

  private final List<Process> loops;

  private AwakeCpus(List<Process> loops) {
    this.loops = List.copyOf(loops);
  }

  /**
   * Keeps some CPUs awake until it is closed; none where this is no virtual machine, where they are
   * more than four, or where {@code chrt} and {@code taskset} of util-linux are missing.
   */
  public static AwakeCpus keep(List<Integer> cpus) {
    return cpus.size() <= MOST_CPUS && virtual() ? started(cpus) : NONE;
  }

  /** Whether any CPU is kept awake at this moment. */
  public boolean isKept() {
    return loops.stream().anyMatch(Process::isAlive);
  }

  @Override
  public void close() {
    loops.forEach(Process::destroyForcibly);
    for (Process loop : loops) {
      try {
        loop.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  static AwakeCpus started(List<Integer> cpus) {
    List<Process> loops = new ArrayList<>();
    for (int cpu : cpus) {
      try {
        loops.add(
            new ProcessBuilder(
                    "chrt", "--idle", "0", "taskset", "-c", Integer.toString(cpu), "sh", "-c", LOOP)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
      } catch (IOException ignored) {
        // Not installed: the CPU sleeps as it likes, and trials spread more.
      }
    }
    return new AwakeCpus(loops);
  }

  /** Whether the CPU says that a hypervisor runs it. */
  private static boolean virtual() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.anyMatch(
          line -> line.startsWith("flags") && (line + " ").contains(" hypervisor "));
    } catch (IOException ignored) {
      // Not a Linux.
      return false;
    }
  }
}
