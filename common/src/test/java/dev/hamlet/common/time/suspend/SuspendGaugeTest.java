package dev.hamlet.common.time.suspend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.Waiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspendGaugeTest {

  private static final long MS = 1_000_000;

  @TempDir private Path root;

  @Test
  void readingsAMillisecondApart_knowTheGapToOneMillisecond() throws InterruptedException {
    for (long phaseNs = 0; phaseNs < 10 * MS; phaseNs += 1_234_567) {
      Host host = new Host(5_000_000_000_000L + phaseNs, 7_003_456_789L);

      SuspendedBounds bounds = gauge(host).look().orElseThrow();

      assertThat(bounds.leastNs()).as("phase %d", phaseNs).isLessThanOrEqualTo(host.gapNs);
      assertThat(bounds.mostNs()).isGreaterThanOrEqualTo(host.gapNs);
      assertThat(bounds.mostNs() - bounds.leastNs()).isLessThanOrEqualTo(MS);
    }
  }

  @Test
  void suspendOfThreeMilliseconds_isProved() throws InterruptedException {
    Host host = new Host(5_000_000_000_000L, 7_003_456_789L);
    SuspendGauge gauge = gauge(host);
    SuspendedBounds before = gauge.look().orElseThrow();
    host.suspend(3 * MS);
    SuspendedBounds after = gauge.look().orElseThrow();

    assertThat(after.provesSuspendSince(before)).isTrue();
    assertThat(after.growthAtMostNs(before)).isBetween(3 * MS, 5 * MS);
    assertThat(gauge.look().orElseThrow().provesSuspendSince(after)).isFalse();
  }

  @Test
  void systemWithoutUptime_hasNoGauge() {
    assertThat(SuspendGauge.of(SuspendedTime.NONE, new ManualClock())).isEmpty();
  }

  private SuspendGauge gauge(Host host) {
    return SuspendGauge.of(UptimeGap.of(root, host), host).orElseThrow();
  }

  /** A host whose file is written anew whenever somebody has waited. */
  private final class Host implements MonotonicClock, Waiter {

    private long nowNs;
    private long gapNs;

    Host(long nowNs, long gapNs) {
      this.nowNs = nowNs;
      this.gapNs = gapNs;
      write();
    }

    @Override
    public long monotonicNs() {
      return nowNs;
    }

    @Override
    public void waitUntil(long monotonicNs) {
      nowNs = monotonicNs;
      write();
    }

    void suspend(long forNs) {
      gapNs += forNs;
      write();
    }

    private void write() {
      long hundredths = (nowNs + gapNs) / (10 * MS);
      try {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(
            root.resolve("proc/uptime"),
            "%d.%02d 1.00%n".formatted(hundredths / 100, hundredths % 100));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
