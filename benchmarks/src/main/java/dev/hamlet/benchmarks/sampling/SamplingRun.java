package dev.hamlet.benchmarks.sampling;

import com.sun.management.ThreadMXBean;
import dev.hamlet.agent.batch.SamplingSession;
import dev.hamlet.agent.sampling.LatenessListener;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.common.power.SamplingCounters;
import dev.hamlet.common.time.SystemClock;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;

/** Samples a sensor for some time, the way the agent does, and measures from inside its thread. */
final class SamplingRun implements LatenessListener {

  /** Reads before the figures begin: class loading and compilation are no property of a loop. */
  private static final int WARM_UP_READS = 2_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final SystemClock clock = new SystemClock();
  private final Histogram lateness = new Histogram(1, 60_000_000_000L, 3);
  private long reads;
  private volatile long thread;
  private volatile long beginNs;
  private volatile long beginCpuNs;
  private volatile long beginBytes;

  private SamplingRun() {}

  static SamplingFigures measure(String name, Sensor sensor, int seconds)
      throws InterruptedException {
    SamplingRun run = new SamplingRun();
    try (SamplingSession session =
        SamplingSession.start(sensor, SamplingSettings.DEFAULT, batch -> {}, run)) {
      run.awaitWarm();
      SamplingCounters before = session.counters();
      run.clock.waitUntil(run.beginNs + seconds * 1_000_000_000L);
      return run.figures(name, session, before);
    }
  }

  /** On the sampling thread. */
  @Override
  public void onRead(long latenessNs) {
    reads++;
    if (reads > WARM_UP_READS) {
      lateness.recordValue(Math.max(1, latenessNs));
    } else if (reads == WARM_UP_READS) {
      begin();
    }
  }

  private void begin() {
    thread = Thread.currentThread().getId();
    beginCpuNs = threads.getThreadCpuTime(thread);
    beginBytes = threads.getThreadAllocatedBytes(thread);
    beginNs = clock.monotonicNs();
  }

  private void awaitWarm() throws InterruptedException {
    while (beginNs == 0) {
      clock.waitUntil(clock.monotonicNs() + 10_000_000);
    }
  }

  /** CPU and bytes are read while the thread still lives; the histogram once it has ended. */
  private SamplingFigures figures(String name, SamplingSession session, SamplingCounters before) {
    double tookNs = clock.monotonicNs() - beginNs;
    double cpuNs = threads.getThreadCpuTime(thread) - beginCpuNs;
    double bytes = threads.getThreadAllocatedBytes(thread) - beginBytes;
    session.close();
    SamplingCounters counters = session.counters().since(before);
    return new SamplingFigures(
        name,
        session.plan().rateHz(),
        tookNs * 1e-9,
        counters,
        lateness.getValueAtPercentile(50),
        lateness.getValueAtPercentile(99),
        lateness.getValueAtPercentile(99.9),
        lateness.getMaxValue(),
        cpuNs / tookNs,
        bytes / counters.due());
  }
}
