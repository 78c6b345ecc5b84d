package dev.hamlet.twin.sysfs;

import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.power.ClockRange;
import dev.hamlet.twin.power.ClockSteps;
import dev.hamlet.twin.power.Cluster;
import dev.hamlet.twin.power.Governor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CPUs: {@code /sys/devices/system/cpu/cpu{n}}. cpufreq of a CPU that is off is gone, and cpu0
 * cannot be switched off. The CPUs of a cluster share one policy.
 */
final class CpuFiles {

  private static final String FOLDER = "/sys/devices/system/cpu/";
  private static final long HZ_PER_KHZ = 1_000;

  private final TwinBoard board;
  private final MonotonicClock clock;
  private final FileTable files;

  CpuFiles(TwinBoard board, MonotonicClock clock, FileTable files) {
    this.board = board;
    this.clock = clock;
    this.files = files;
  }

  void add() {
    files.line(FOLDER + "possible", "0-5");
    files.line(FOLDER + "present", "0-5");
    files.add(FOLDER + "online", TwinFile.text(() -> ranges(onlineMask())));
    files.add(FOLDER + "offline", TwinFile.text(() -> ranges(~onlineMask())));
    for (int cpu = 0; cpu < Cluster.CPUS; cpu++) {
      addCpu(cpu);
    }
  }

  private void addCpu(int cpu) {
    String folder = FOLDER + "cpu" + cpu + "/";
    files.add(
        folder + "online",
        cpu == 0
            ? TwinFile.constant("1")
            : TwinFile.number(
                () -> Answer.number(on(cpu) ? 1 : 0, 0), 0, 1, value -> set(cpu, value == 1)));
    String policy = folder + "cpufreq/";
    Cluster cluster = Cluster.of(cpu);
    addLine(cpu, policy + "scaling_available_frequencies", CpuFiles::steps);
    addLine(cpu, policy + "scaling_available_governors", CpuFiles::governors);
    addLine(cpu, policy + "related_cpus", () -> list(cluster.mask()));
    addLine(cpu, policy + "affected_cpus", () -> list(cluster.mask() & onlineMask()));
    addLine(cpu, policy + "cpuinfo_min_freq", () -> khz(ClockSteps.CPU.lowestHz()));
    addLine(cpu, policy + "cpuinfo_max_freq", () -> khz(ClockSteps.CPU.highestHz()));
    addLine(cpu, policy + "scaling_cur_freq", () -> current(cluster));
    addLine(cpu, policy + "cpuinfo_cur_freq", () -> current(cluster));
    addLimit(cpu, policy + "scaling_min_freq", false);
    addLimit(cpu, policy + "scaling_max_freq", true);
    files.add(
        policy + "scaling_governor",
        new TwinFile(
            () -> whileOn(cpu, () -> range(cluster).governor().text()),
            text -> setGovernor(cpu, text)));
  }

  private void addLine(int cpu, String path, Supplier<String> line) {
    files.add(path, TwinFile.readOnly(() -> whileOn(cpu, line)));
  }

  private void addLimit(int cpu, String path, boolean upper) {
    Cluster cluster = Cluster.of(cpu);
    TwinFile file =
        TwinFile.number(
            () -> whileOn(cpu, () -> khz(upper ? range(cluster).maxHz() : range(cluster).minHz())),
            0,
            Integer.MAX_VALUE,
            value -> setLimit(cluster, upper, value * HZ_PER_KHZ));
    files.add(
        path,
        new TwinFile(
            file.reader(),
            text -> on(cpu) ? file.writer().write(text) : Optional.of(Errno.ENOENT)));
  }

  /** As the kernel does: within what the CPU can, and the other limit gives way. */
  private void setLimit(Cluster cluster, boolean upper, long wantedHz) {
    long hz = Math.max(ClockSteps.CPU.lowestHz(), Math.min(ClockSteps.CPU.highestHz(), wantedHz));
    ClockRange range = range(cluster);
    ClockRange changed =
        upper
            ? new ClockRange(Math.min(range.minHz(), hz), hz, range.governor())
            : new ClockRange(Math.min(hz, range.maxHz()), range.maxHz(), range.governor());
    board.control(clock.monotonicNs(), controls -> controls.with(cluster, changed));
  }

  private Optional<Errno> setGovernor(int cpu, String text) {
    Optional<Governor> governor = Governor.named(text);
    if (!on(cpu)) {
      return Optional.of(Errno.ENOENT);
    }
    if (governor.isEmpty()) {
      return Optional.of(Errno.EINVAL);
    }
    Cluster cluster = Cluster.of(cpu);
    ClockRange changed = range(cluster).with(governor.get());
    board.control(clock.monotonicNs(), controls -> controls.with(cluster, changed));
    return Optional.empty();
  }

  private void set(int cpu, boolean on) {
    board.control(
        clock.monotonicNs(),
        controls ->
            controls.withOnline(
                on ? controls.onlineMask() | 1 << cpu : controls.onlineMask() & ~(1 << cpu)));
  }

  private boolean on(int cpu) {
    return (onlineMask() >> cpu & 1) == 1;
  }

  private int onlineMask() {
    return board.controls().onlineMask();
  }

  private Answer whileOn(int cpu, Supplier<String> line) {
    return on(cpu) ? Answer.line(line.get()) : Answer.failed(Errno.ENOENT, 0);
  }

  private ClockRange range(Cluster cluster) {
    return board.controls().clock(cluster);
  }

  private String current(Cluster cluster) {
    return Integer.toString(board.operatingPoint().khz(cluster));
  }

  private static String khz(long hz) {
    return Long.toString(hz / HZ_PER_KHZ);
  }

  private static String steps() {
    return Arrays.stream(ClockSteps.CPU.stepsHz())
        .mapToObj(CpuFiles::khz)
        .collect(Collectors.joining(" "));
  }

  private static String governors() {
    return Arrays.stream(Governor.values()).map(Governor::text).collect(Collectors.joining(" "));
  }

  /** For instance 0 3 4 5. */
  private static String list(int mask) {
    return IntStream.range(0, Cluster.CPUS)
        .filter(cpu -> (mask >> cpu & 1) == 1)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  /** For instance 0,3-5. */
  private static String ranges(int mask) {
    StringBuilder text = new StringBuilder();
    int cpu = 0;
    while (cpu < Cluster.CPUS) {
      int first = cpu;
      while (cpu < Cluster.CPUS && (mask >> cpu & 1) == 1) {
        cpu++;
      }
      if (cpu > first) {
        text.append(text.isEmpty() ? "" : ",").append(first);
        text.append(cpu - first > 1 ? "-" + (cpu - 1) : "");
      }
      cpu++;
    }
    return text.toString();
  }
}
