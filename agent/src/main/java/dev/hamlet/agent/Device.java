package dev.hamlet.agent;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.device.LinuxBoard;
import dev.hamlet.agent.device.tegra.NvpTool;
import dev.hamlet.agent.device.tegra.TegraBoard;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.discovery.SensorDiscovery;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.sysfs.SystemSysfs;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A board with what reads its power.
 *
 * @param sensor reads its rails; whoever opened the device closes it
 * @param board the board
 * @param activity ring that workers publish to; only a twin has one
 */
record Device(Sensor sensor, Board board, Optional<Path> activity) {

  /**
   * Opens the board that a configuration names.
   *
   * @param ringFile where a twin's ring is made
   * @param journalFile where changes to a real board are noted
   * @throws HamletException NOT_FOUND if it has no power sensor
   */
  static Device open(AgentConfig config, Path ringFile, Path journalFile, MonotonicClock clock) {
    if (config.board() instanceof BoardChoice.Linux linux) {
      return linux(linux, journalFile);
    }
    return twin((BoardChoice.Twin) config.board(), ringFile, clock);
  }

  private static Device twin(BoardChoice.Twin choice, Path ringFile, MonotonicClock clock) {
    if (choice.follows().isPresent()) {
      TwinDevice meter =
          TwinDevice.follow(choice.follows().get(), choice.seed(), choice.rails(), clock);
      return new Device(meter.sensor(), meter.board(), Optional.empty());
    }
    TwinDevice device = TwinDevice.create(ringFile, choice.seed(), choice.rails(), clock);
    Sensor sensor = SensorDiscovery.described(device.sensor(), choice.profile());
    return new Device(sensor, device.board(), Optional.of(ringFile));
  }

  /** The board first: what a crash left changed is restored before a sensor is looked at. */
  private static Device linux(BoardChoice.Linux choice, Path journalFile) {
    SystemSysfs sysfs = SystemSysfs.at(choice.root());
    boolean itself = choice.root().equals(Path.of("/"));
    Board board =
        TegraBoard.open(sysfs, itself ? NvpTool.SYSTEM : NvpTool.NONE, journalFile)
            .orElseGet(() -> new LinuxBoard(choice.root()));
    Sensor sensor = SensorDiscovery.open(sysfs, choice.sensor());
    return new Device(sensor, board, Optional.empty());
  }
}
