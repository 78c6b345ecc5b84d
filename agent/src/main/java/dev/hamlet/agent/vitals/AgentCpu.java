package dev.hamlet.agent.vitals;

import com.sun.management.OperatingSystemMXBean;
import dev.hamlet.common.time.MonotonicClock;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Share of the time of all CPUs that this process used since it was last asked. Threads: one at a
 * time.
 */
final class AgentCpu {

  /** Nobody can tell. */
  static final AgentCpu UNKNOWN = new AgentCpu(() -> 0, () -> -1, 1);

  private final MonotonicClock clock;
  private final LongSupplier usedNs;
  private final int cpus;
  private long lastNs;
  private long lastUsedNs;

  /**
   * @param usedNs CPU time of the process since its start, in ns; negative if not known
   * @param cpus CPUs of the board
   */
  AgentCpu(MonotonicClock clock, LongSupplier usedNs, int cpus) {
    this.clock = clock;
    this.usedNs = usedNs;
    this.cpus = cpus;
    this.lastNs = clock.monotonicNs();
    this.lastUsedNs = usedNs.getAsLong();
  }

  /** Of this process. */
  static AgentCpu ofThisProcess(MonotonicClock clock) {
    LongSupplier used =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system::getProcessCpuTime
            : () -> -1;
    return new AgentCpu(clock, used, Runtime.getRuntime().availableProcessors());
  }

  /** 0 to 1; NaN where the system does not say it, or if no time has passed. */
  double ratio() {
    long nowNs = clock.monotonicNs();
    long nowUsedNs = usedNs.getAsLong();
    long elapsedNs = nowNs - lastNs;
    double ratio =
        elapsedNs <= 0 || nowUsedNs < 0
            ? Double.NaN
            : (double) (nowUsedNs - lastUsedNs) / elapsedNs / cpus;
    lastNs = nowNs;
    lastUsedNs = nowUsedNs;
    return ratio;
  }
}
