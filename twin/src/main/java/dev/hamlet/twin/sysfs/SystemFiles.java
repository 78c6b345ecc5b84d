package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import java.util.List;
import java.util.UUID;

/**
 * Switches that {@code jetson_clocks} turns and that change nothing here (quality of service, deep
 * idle states of the CPU clusters), and the boot id.
 */
final class SystemFiles {

  private static final List<String> SWITCHES =
      List.of(
          "/sys/module/qos/parameters/enable",
          "/sys/kernel/debug/tegra_cpufreq/M_CLUSTER/cc3/enable",
          "/sys/kernel/debug/tegra_cpufreq/B_CLUSTER/cc3/enable");

  private static final long BOOT = 0x8000_0000_0000_0001L;

  private final TwinBoard board;
  private final FileTable files;

  SystemFiles(TwinBoard board, FileTable files) {
    this.board = board;
    this.files = files;
  }

  void add() {
    SWITCHES.forEach(this::addSwitch);
    UUID bootId = new UUID(board.settings().seed(), BOOT);
    files.line("/proc/sys/kernel/random/boot_id", bootId.toString());
  }

  private void addSwitch(String path) {
    long[] value = {1};
    files.add(path, TwinFile.number(() -> Answer.number(value[0], 0), 0, 1, on -> value[0] = on));
  }
}
