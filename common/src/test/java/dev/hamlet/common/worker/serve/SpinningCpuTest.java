package dev.hamlet.common.worker.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.SystemClock;
import org.junit.jupiter.api.Test;

class SpinningCpuTest {

  private final SystemClock clock = new SystemClock();
  private final SpinningCpu cpu = new SpinningCpu(clock);

  @Test
  void clock_isThatOfAComputer() {
    // no CPU that runs a JVM is outside of this, whatever its shifts cost
    assertThat(cpu.clockHz()).isBetween(1e8, 1e10);
  }

  @Test
  void spinning_endsNotBeforeItsTime() {
    long untilNs = clock.monotonicNs() + 100_000;

    assertThat(cpu.spinUntil(untilNs)).isGreaterThanOrEqualTo(untilNs);
    assertThat(clock.monotonicNs()).isGreaterThanOrEqualTo(untilNs);
  }
}
