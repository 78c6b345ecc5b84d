package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hamlet.common.time.ManualClock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SamplingAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int CYCLES = 3_000;

  @Test
  void cyclesInSteadyState_allocateNothing() {
    ManualClock clock = new ManualClock();
    OneToOneSampleRing ring = new OneToOneSampleRing(1, 1 << 15);
    SamplingCycle cycle =
        new SamplingCycle(new FakeSensor(clock), clock, 1_000_000, ring, LatenessListener.NONE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    run(cycle, clock, WARM_UP);

    long before = threads.getThreadAllocatedBytes(thread);
    run(cycle, clock, CYCLES);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(cycle.counters().taken()).isEqualTo(WARM_UP + CYCLES);
    // the measurement itself may cost a few hundred bytes, one object a cycle 48,000
    assertThat(allocated).isLessThan(1_000);
  }

  @Test
  @Timeout(20)
  void loopInSteadyState_allocatesNothing() throws InterruptedException {
    Counting counting = new Counting();
    try (DutyCycleRunner runner =
        new DutyCycleRunner("test", counting, new ManualClock(), problem -> {}, () -> {})) {
      runner.start();
      assertThat(counting.done.await(15, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(counting.allocated).isLessThan(1_000);
  }

  /** Measures what its own thread allocates over the steps after the warm-up. */
  private static final class Counting implements DutyCycle {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CountDownLatch done = new CountDownLatch(1);
    private int steps;
    private long allocated;

    @Override
    public long nextDeadlineNs() {
      return steps;
    }

    @Override
    public void step() {
      steps++;
      if (steps == WARM_UP) {
        allocated = -threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      } else if (steps == WARM_UP + CYCLES) {
        allocated += threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        done.countDown();
      }
    }
  }

  private static void run(SamplingCycle cycle, ManualClock clock, int cycles) {
    for (int i = 0; i < cycles; i++) {
      clock.waitUntil(cycle.nextDeadlineNs());
      cycle.step();
    }
  }
}
