package dev.hamlet.common.time.suspend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UptimeGapTest {

  @TempDir Path root;

  private final ManualClock clock = new ManualClock();

  @Test
  void uptimeAheadOfTheMonotonicClock_isTimeSuspended() throws IOException {
    uptime("5000.00 1.00\n");
    SuspendedTime suspended = UptimeGap.of(root, clock);
    assertThat(suspended.suspendedNs()).isZero();

    clock.advanceNs(1_000_000_000);
    uptime("5031.25 1.00\n");

    assertThat(suspended.suspendedNs()).isEqualTo(30_250_000_000L);
  }

  @Test
  void systemWithoutUptime_isNeverSuspended() throws IOException {
    assertThat(UptimeGap.of(root, clock)).isSameAs(SuspendedTime.NONE);
    uptime("a while\n");
    assertThat(UptimeGap.of(root, clock)).isSameAs(SuspendedTime.NONE);
  }

  private void uptime(String text) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/uptime"), text);
  }
}
