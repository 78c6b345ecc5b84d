package dev.hamlet.agent.sensor.ina3221x;

/**
 * A rail that the driver shows.
 *
 * @param name exact content of its name file, for instance VDD_IN
 * @param chip path of the chip's folder, whose name is for instance 0-0041
 * @param device path of the chip's iio device folder; its number means nothing
 * @param channel channel of the chip, from 0
 */
public record IioRail(String name, String chip, String device, int channel) {

  /** The file that shows mW. */
  public String powerFile() {
    return device + "/in_power" + channel + "_input";
  }

  /** The file that shows mV. */
  String voltageFile() {
    return device + "/in_voltage" + channel + "_input";
  }

  /** The file that shows and sets the chip's running mode. */
  String runningMode() {
    return device + "/running_mode";
  }

  /** The chip's device-tree node. */
  String node() {
    return chip + "/of_node";
  }
}
