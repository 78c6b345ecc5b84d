package dev.hamlet.agent.sensor.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.sensor.ReadOutcome;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sensor.setup.SensorSetup;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorMode;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.twin.board.ScheduledActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.driver.L4tMode;
import dev.hamlet.twin.driver.L4tSetup;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.sysfs.TreeLayout;
import dev.hamlet.twin.sysfs.TwinTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drivers for real boards on a simulated one's files. */
class TwinSysfsTest {

  private static final TreeLayout TRIGGERED =
      TreeLayout.L4T.with(L4tSetup.FASTEST.with(L4tMode.FORCED_TRIGGERED));

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final TwinBoard board =
      new TwinBoard(
          TwinSettings.live(
                  3, List.of(BoardRail.VDD_IN, BoardRail.VDD_SYS_GPU, BoardRail.VDD_SYS_CPU))
              .with(Duration.ZERO),
          new ScheduledActivity(List.of()),
          clock.monotonicNs());

  @Test
  void l4tDriver_readsWhatTheBoardShows() {
    try (Sensor sensor = SensorDiscovery.open(files(TreeLayout.L4T), SensorChoice.AUTO)) {
      long[] values = new long[3];
      clock.advanceNs(10_000_000);

      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      assertThat(sensor.group().rails().stream().map(Rail::name))
          .containsExactly("VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");
      assertThat(values[0] * 1e-3).isCloseTo(board.powerWatts(BoardRail.VDD_IN), within(0.3));
      assertThat(sensor.group().facts())
          .isEqualTo(SensorFacts.configured("ina3221x", SensorMode.CONTINUOUS, 0x7007, 1, 400_000));
      assertThat(sensor.group().rails().get(0).shuntMicroohms()).isEqualTo(20_000);
    }
  }

  @Test
  void mainlineDriver_readsWhatTheBoardShows() {
    try (Sensor sensor =
        SensorDiscovery.open(files(TreeLayout.MAINLINE.renumbered(5)), SensorChoice.AUTO)) {
      long[] values = new long[6];
      clock.advanceNs(20_000_000);

      assertThat(sensor.group().kind()).isEqualTo("hwmon");
      assertThat(sensor.read(values)).isEqualTo(ReadOutcome.OK);
      int supply = sensor.group().rails().stream().map(Rail::name).toList().indexOf("VDD_IN") * 2;
      assertThat(values[supply] * values[supply + 1] * 1e-6)
          .isCloseTo(board.powerWatts(BoardRail.VDD_IN), within(0.3));
    }
  }

  @Test
  void triggeredChips_areSetToContinuousAndPutBack() {
    TwinSysfs files = files(TRIGGERED);
    try (SensorSetup setup = SensorSetup.open(files, folder.resolve("journal"));
        Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO, setup)) {
      assertThat(sensor.group().facts().mode()).isEqualTo(SensorMode.CONTINUOUS);
      assertThat(sensor.group().facts().wasSet())
          .hasSize(2)
          .allMatch(change -> change.endsWith("running_mode: 0 -> 1"));
    }

    try (Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO)) {
      assertThat(sensor.group().facts().mode()).isEqualTo(SensorMode.TRIGGERED);
    }
  }

  @Test
  void mainlineChips_areSetToTheirFastestAndPutBack() {
    TwinSysfs files = files(TreeLayout.MAINLINE);
    int word;
    try (Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO)) {
      word = sensor.group().facts().configWord();
    }
    try (SensorSetup setup = SensorSetup.open(files, folder.resolve("journal"));
        Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO, setup)) {
      // 1 ms for a round: 588 us conversions where one channel is on, 140 us where three are
      assertThat(sensor.group().refreshRateHz()).isBetween(800.0, 1_300.0);
      assertThat(sensor.group().facts().wasSet())
          .anyMatch(change -> change.contains("update_interval: "));
    }
    try (Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO)) {
      assertThat(sensor.group().facts().configWord()).isEqualTo(word);
    }
  }

  @Test
  void withoutRoot_theSensorIsReadAsItIs() {
    TwinSysfs files = files(TRIGGERED.withoutRoot());
    try (SensorSetup setup = SensorSetup.open(files, folder.resolve("journal"));
        Sensor sensor = SensorDiscovery.open(files, SensorChoice.AUTO, setup)) {
      assertThat(sensor.group().facts().mode()).isEqualTo(SensorMode.TRIGGERED);
      assertThat(sensor.group().facts().wasSet()).isEmpty();
    }
  }

  private TwinSysfs files(TreeLayout layout) {
    return new TwinSysfs(new TwinTree(board, layout, clock), clock::advanceNs);
  }
}
