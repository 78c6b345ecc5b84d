package dev.hamlet.agent.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockKind;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardLook.CoolingReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.vitals.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardVitalsTest {

  private final ManualClock clock = new ManualClock();
  private final AtomicLong usedNs = new AtomicLong();
  private final Path root;

  BoardVitalsTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void host() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(
        root.resolve("proc/meminfo"),
        "MemTotal:        8000 kB\nMemFree:  1000 kB\nMemAvailable:   6000 kB\n");
    idle(1_000);
  }

  @Test
  void host_isHalfBusy_whereHalfOfItsTimeWasIdle() throws IOException {
    HostUse use = host(clock);
    clock.advanceNs(1_000_000_000L);
    idle(1_100); // one second on one of two CPUs
    assertThat(use.cpuRatio()).isCloseTo(0.5, within(1e-9));
    assertThat(use.memoryTotalBytes()).isEqualTo(8_000 * 1024);
    assertThat(use.memoryUsedBytes()).isEqualTo(2_000 * 1024);
  }

  @Test
  void agent_usesItsShareOfAllCpus() {
    AgentCpu agent = new AgentCpu(clock, usedNs::get, 4);
    clock.advanceNs(1_000_000_000L);
    usedNs.set(100_000_000);
    assertThat(agent.ratio()).isCloseTo(0.025, within(1e-9));
  }

  @Test
  void look_namesClocksLoadAndThrottling() {
    Vitals vitals = looking(Optional.of(host(clock))).look();
    assertThat(vitals.clocksHz()).containsEntry("cpu0", 2_000_000_000L).containsKeys("gpu", "emc");
    assertThat(vitals.loadRatios()).containsEntry("gpu", 0.3);
    assertThat(vitals.throttled())
        .containsEntry("gpu-balanced", true)
        .containsEntry("emergency", false);
    assertThat(vitals.memoryTotalBytes()).isEqualTo(8_000 * 1024);
  }

  @Test
  void simulatedBoard_doesNotPassItsHostOffAsItsOwn() {
    BoardVitals vitals = looking(Optional.empty());
    assertThat(vitals.look().memoryTotalBytes()).isNaN();
    assertThat(vitals.last().loadRatios()).doesNotContainKey("cpu");
  }

  private BoardVitals looking(Optional<HostUse> host) {
    return new BoardVitals(new WarmBoard(), new AgentCpu(clock, usedNs::get, 4), host);
  }

  private HostUse host(ManualClock now) {
    return new HostUse(new BoardFiles(SystemSysfs.at(root)), now);
  }

  private void idle(long ticks) throws IOException {
    Files.writeString(
        root.resolve("proc/stat"), "cpu  5 0 5 " + ticks + " 0 0\ncpu0 1\ncpu1 1\nintr 7\n");
  }

  /** A board that throttles. */
  private static final class WarmBoard implements Board {

    @Override
    public String kind() {
      return "warm";
    }

    @Override
    public boolean simulated() {
      return false;
    }

    @Override
    public List<Temperature> temperatures() {
      return List.of();
    }

    @Override
    public List<String> powerModes() {
      return List.of("MAXN");
    }

    @Override
    public String powerMode() {
      return "MAXN";
    }

    @Override
    public void setPowerMode(String mode) {
      throw new UnsupportedOperationException(mode);
    }

    @Override
    public BoardMonitor monitor() {
      return () ->
          new BoardLook(
              List.of(
                  new ClockReading(ClockKind.CPU, "cpu0", 2_000_000_000L, 0),
                  new ClockReading(ClockKind.GPU, "the GPU", 1_000_000_000L, 0),
                  new ClockReading(ClockKind.MEMORY, "the memory", 1_866_000_000L, 0)),
              List.of(
                  new CoolingReading("gpu-balanced (cooling_device1)", 0),
                  new CoolingReading("gpu-balanced (cooling_device2)", 3),
                  new CoolingReading("emergency", 0)),
              List.of(),
              0.3);
    }
  }
}
