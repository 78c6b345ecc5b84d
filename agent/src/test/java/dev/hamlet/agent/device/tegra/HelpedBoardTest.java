package dev.hamlet.agent.device.tegra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.BoardFiles;
import dev.hamlet.agent.sensor.Setting;
import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import dev.hamlet.agent.sysfs.helped.BoardHelper;
import dev.hamlet.agent.sysfs.helped.HelperProcess;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.twin.board.ScheduledActivity;
import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.sysfs.TreeLayout;
import dev.hamlet.twin.sysfs.TwinTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent that is not root asks of the helper is on the helper's list. */
class HelpedBoardTest {

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock();
  private final TwinBoard twin =
      new TwinBoard(
          TwinSettings.live(1, List.of(BoardRail.values())).with(Duration.ZERO),
          new ScheduledActivity(List.of()),
          clock.monotonicNs());

  @Test
  void everyFileThatTheBoardsCodeWrites_isTakenByTheHelper() throws IOException {
    TreeSysfs tree = new TreeSysfs(new TwinTree(twin, TreeLayout.L4T, clock));
    tree.add("/proc/sys/kernel/random/boot_id", "boot-1");
    Board board =
        TegraBoard.open(tree, NvpTool.NONE, folder.resolve("board.journal")).orElseThrow();
    for (PowerMode mode : PowerMode.values()) {
      board.prepare(mode.name()).close();
    }
    Set<String> written = new TreeSet<>(tree.writes());
    written.addAll(new ClockPins(new BoardFiles(tree)).files());
    assertThat(written).hasSizeGreaterThan(10);
    assertTaken(written);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everySettingOfASensor_isTakenByTheHelper(TreeLayout layout) throws IOException {
    TreeSysfs tree = new TreeSysfs(new TwinTree(twin, layout, clock));
    try (var sensor = SensorDiscovery.open(tree, SensorChoice.AUTO)) {
      assertThat(sensor.settings()).isNotEmpty();
      assertTaken(sensor.settings().stream().map(Setting::path).toList());
    }
  }

  private static Stream<TreeLayout> layouts() {
    return Stream.of(TreeLayout.L4T, TreeLayout.MAINLINE);
  }

  private void assertTaken(Iterable<String> paths) throws IOException {
    Path root = folder.resolve("root");
    for (String path : paths) {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "0");
    }
    try (HelperProcess program = HelperProcess.at(root, folder.resolve("board.sock"));
        BoardHelper helper = new BoardHelper(program.socket())) {
      assertThat(paths)
          .allSatisfy(path -> assertThat(helper.write(path, "1")).isEqualTo(SysfsOutcome.OK));
    }
  }
}
