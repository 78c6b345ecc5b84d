package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SuspendCheckTest {

  private final AtomicLong suspendedNs = new AtomicLong(7_000_000_000L);

  @Test
  void hostStaysAwake_nothingIsBroken() {
    SuspendCheck check = SuspendCheck.begin(suspendedNs::get);
    suspendedNs.addAndGet(10_000_000); // the grain of the kernel's uptime

    assertThat(check.broken()).isEmpty();
  }

  @Test
  void hostWasSuspended_trialIsInvalidWithTheTime() {
    SuspendCheck check = SuspendCheck.begin(suspendedNs::get);
    suspendedNs.addAndGet(2_250_000_000L);

    assertThat(check.broken()).contains("the host was suspended for 2.25 s during the trial");
  }
}
