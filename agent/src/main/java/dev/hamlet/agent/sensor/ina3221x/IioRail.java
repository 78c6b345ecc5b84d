package dev.hamlet.agent.sensor.ina3221x;

import java.nio.file.Path;

/**
 * A rail that the driver shows.
 *
 * @param name exact content of its name file, for instance VDD_IN
 * @param chip name of the chip's folder, for instance 0-0041
 * @param device the chip's iio device folder; its number means nothing
 * @param channel channel of the chip, from 0
 */
public record IioRail(String name, String chip, Path device, int channel) {

  /** The file that shows mW. */
  public Path powerFile() {
    return device.resolve("in_power" + channel + "_input");
  }

  /** The file that shows mV. */
  Path voltageFile() {
    return device.resolve("in_voltage" + channel + "_input");
  }

  /** The chip's device-tree node. */
  Path node() {
    return device.resolveSibling("of_node");
  }
}
