package dev.hamlet.agent;

import dev.hamlet.agent.device.Board;
import dev.hamlet.agent.sensor.Sensor;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.common.error.ErrorCode;
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
   * @throws HamletException NOT_FOUND if it has no power sensor
   */
  static Device open(AgentConfig config, Path ringFile, MonotonicClock clock) {
    if (config.board() instanceof BoardChoice.Twin twin) {
      TwinDevice device = TwinDevice.create(ringFile, twin.seed(), twin.rails(), clock);
      return new Device(device.sensor(), device.board(), Optional.of(ringFile));
    }
    throw new HamletException(
        ErrorCode.NOT_FOUND,
        "no power sensor was found on this machine: only the simulated board is at hand, name it"
            + " with --twin");
  }
}
