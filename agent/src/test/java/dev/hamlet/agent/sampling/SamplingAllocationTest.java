package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hamlet.common.time.ManualClock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

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

  private static void run(SamplingCycle cycle, ManualClock clock, int cycles) {
    for (int i = 0; i < cycles; i++) {
      clock.waitUntil(cycle.nextDeadlineNs());
      cycle.step();
    }
  }
}
