package dev.hamlet.agent.sensor.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.device.BoardLook;
import dev.hamlet.agent.device.BoardLook.ClockReading;
import dev.hamlet.agent.device.BoardMonitor;
import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.worker.ActivityRing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinDeviceTest {

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final long[] values = new long[3];
  private TwinDevice twin;

  @BeforeEach
  void create() {
    twin = TwinDevice.create(folder.resolve("ring"), 1, TwinDevice.DEFAULT_RAILS, clock);
  }

  @Test
  void sensor_saysThatItIsSimulatedAndHowFarItLags() {
    assertThat(twin.sensor().group().simulated()).isTrue();
    assertThat(twin.sensor().group().kind()).isEqualTo("twin");
    // 50 ms + half a round of 0.84 ms + half a conversion of 0.14 ms
    assertThat(twin.sensor().group().lagNs()).isEqualTo(50_490_000);
  }

  @Test
  void board_showsPinnedClocksCoolingAndCores() {
    twin.board().setPowerMode("MAXQ");

    BoardLook look = twin.board().monitor().look();

    assertThat(look.clocks())
        .allMatch(clock -> clock.pinnedHz() > 0 && !clock.isOff())
        .extracting(ClockReading::name)
        .containsExactly("a57", "the GPU", "the memory");
    assertThat(look.cooling()).allMatch(device -> device.state() == 0);
    assertThat(look.gpuLoadRatio()).isZero();
    assertThat(twin.board().tooHotC("BCPU-therm")).isEqualTo(101.5 - 5);
    assertThat(twin.board().cores().get(1).of("denver")).isEmpty();
    assertThat(twin.board().cores().get(1).of("a57")).containsExactly(0, 3, 4, 5);
  }

  @Test
  void powerModeThatSomebodySets_takesClocksOffThePinsThatAMonitorFound() {
    BoardMonitor monitor = twin.board().monitor();

    twin.board().setPowerMode("MAXP_CORE_ALL");

    assertThat(monitor.look().clocks()).allMatch(ClockReading::isOff);
    assertThat(twin.board().monitor().look().clocks()).noneMatch(ClockReading::isOff);
  }

  @Test
  void firstReads_areNotReadyUntilARoundIsOver() {
    assertThat(twin.sensor().read(values)).isEqualTo(ReadOutcome.NOT_READY);
    clock.advanceNs(2_000_000);
    assertThat(twin.sensor().read(values)).isEqualTo(ReadOutcome.OK);
  }

  @Test
  void publishedActivity_showsAfterTheLag() {
    clock.advanceNs(100_000_000);
    twin.sensor().read(values);
    long idle = values[0];
    ActivityRing.open(folder.resolve("ring")).publish(clock.monotonicNs(), 1_000);

    clock.advanceNs(49_000_000);
    twin.sensor().read(values);
    assertThat(values[0]).isLessThan(idle + 500);
    clock.advanceNs(5_000_000);
    twin.sensor().read(values);
    assertThat(values[0]).isGreaterThan(idle + 1_000);
  }

  @Test
  void work_warmsTheBoard() {
    double before = twin.board().temperatures().get(0).celsius();
    ActivityRing.open(folder.resolve("ring")).publish(clock.monotonicNs(), 4_000);
    clock.advanceNs(20_000_000_000L);
    twin.sensor().read(values);

    assertThat(twin.board().temperatures().get(0).celsius()).isGreaterThan(before + 1);
  }

  @Test
  void powerMode_isReadBackAndUnknownOnesAreRefused() {
    assertThat(twin.board().powerMode()).isEqualTo("MAXN");
    twin.board().setPowerMode("MAXQ");

    assertThat(twin.board().powerMode()).isEqualTo("MAXQ");
    assertThat(twin.board().powerModes()).contains("MAXP_CORE_ARM").hasSize(5);
    assertThatThrownBy(() -> twin.board().setPowerMode("TURBO"))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no power mode TURBO");
  }

  @Test
  void unknownOrDoubleRails_areRefused() {
    assertThatThrownBy(() -> create(List.of("VDD_X")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no rail VDD_X");
    assertThatThrownBy(() -> create(List.of("VDD_IN", "VDD_IN")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("named twice");
  }

  private void create(List<String> rails) {
    TwinDevice.create(folder.resolve("other"), 1, rails, clock);
  }
}
