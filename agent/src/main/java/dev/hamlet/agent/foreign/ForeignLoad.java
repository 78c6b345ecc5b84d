package dev.hamlet.agent.foreign;

import dev.hamlet.common.time.MonotonicClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures the CPU time of everything but Hamlet between two marks:
 *
 * <pre>
 *   foreign = (elapsed x CPUs - idle) - time of Hamlet's processes
 * </pre>
 *
 * <p>Interrupts and time that a hypervisor took count as foreign. A mark reads {@code proc/stat}
 * and one file for each process of Hamlet; only where the limit is exceeded all processes are
 * listed, to find the one to name. Times are counted in ticks of 10 ms, so a window is to be half a
 * second or longer.
 *
 * <p>Threads: one at a time.
 */
public final class ForeignLoad {

  private static final double NS_PER_TICK = 1e9 / CpuTimes.TICKS_PER_SECOND;

  private final ProcFolder proc;
  private final long agentPid;
  private final MonotonicClock clock;
  private Map<Long, ProcessTimes> listing = Map.of();
  private Map<Long, Long> own = Map.of();
  private @Nullable CpuTimes cpus;
  private long markNs;

  /**
   * A meter of this host.
   *
   * @param root what stands for {@code /}
   * @param agentPid the process that the meter lives in
   */
  public ForeignLoad(Path root, long agentPid, MonotonicClock clock) {
    this.proc = new ProcFolder(root);
    this.agentPid = agentPid;
    this.clock = clock;
  }

  /** Lists all processes and begins a window: to be called while nothing is measured. */
  public void start() {
    listing = proc.processes();
    own = times(HamletProcesses.of(listing, agentPid, proc));
    markNs = clock.monotonicNs();
    cpus = proc.cpuTimes().orElse(null);
  }

  /**
   * Ends a window and begins the next.
   *
   * @param limitRatio whoever exceeds it is looked for
   */
  public ForeignUse mark(double limitRatio) {
    long elapsedNs = -markNs;
    markNs = clock.monotonicNs();
    elapsedNs += markNs;
    CpuTimes before = cpus;
    CpuTimes now = proc.cpuTimes().orElse(null);
    cpus = now;
    long ownTicks = -sum(own);
    own = times(own.keySet());
    ownTicks += sum(own);
    if (before == null || now == null || now.cpus() != before.cpus()) {
      return ForeignUse.UNKNOWN;
    }
    double wholeTicks = elapsedNs / NS_PER_TICK * before.cpus();
    double foreignTicks = wholeTicks - (now.idleTicks() - before.idleTicks()) - ownTicks;
    if (foreignTicks <= limitRatio * wholeTicks) {
      return new ForeignUse(Math.max(0, foreignTicks / wholeTicks), "");
    }
    return named(foreignTicks, wholeTicks);
  }

  /** Lists all processes: some may be Hamlet's and have started since the last listing. */
  private ForeignUse named(double foreignTicks, double wholeTicks) {
    Map<Long, ProcessTimes> listed = proc.processes();
    Set<Long> hamlet = HamletProcesses.of(listed, agentPid, proc);
    Map<Long, Long> used = used(listed);
    long newcomers =
        hamlet.stream()
            .filter(pid -> !own.containsKey(pid))
            .mapToLong(pid -> used.getOrDefault(pid, 0L))
            .sum();
    String busiest =
        used.entrySet().stream()
            .filter(process -> !hamlet.contains(process.getKey()) && process.getValue() > 0)
            .max(Map.Entry.comparingByValue())
            .map(process -> name(process.getKey(), listed))
            .orElse("");
    listing = listed;
    own = times(hamlet);
    return new ForeignUse(Math.max(0, (foreignTicks - newcomers) / wholeTicks), busiest);
  }

  /** Ticks of each process since the last listing; a child that ended is taken off its parent. */
  private Map<Long, Long> used(Map<Long, ProcessTimes> listed) {
    Map<Long, Long> used = new HashMap<>();
    listed.forEach((pid, process) -> used.put(pid, process.ticks()));
    listing.forEach(
        (pid, old) -> {
          ProcessTimes now = listed.get(pid);
          boolean lives = now != null && now.isSameAs(old);
          used.computeIfPresent(lives ? pid : old.parent(), (id, ticks) -> ticks - old.ticks());
        });
    return used;
  }

  private static String name(long pid, Map<Long, ProcessTimes> listed) {
    ProcessTimes process = listed.get(pid);
    return (process == null ? "?" : process.name()) + " (pid " + pid + ")";
  }

  private Map<Long, Long> times(Set<Long> pids) {
    Map<Long, Long> times = new HashMap<>();
    for (long pid : pids) {
      times.put(pid, proc.process(pid).map(ProcessTimes::ticks).orElse(0L));
    }
    return times;
  }

  private static long sum(Map<Long, Long> times) {
    return times.values().stream().mapToLong(Long::longValue).sum();
  }
}
