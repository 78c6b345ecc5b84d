package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sysfs.Sysfs;

/**
 * A channel that the driver shows.
 *
 * @param name name of its rail, as L4T calls it
 * @param chip path of the chip's hwmon folder; its number means nothing
 * @param number number of the channel, from 1
 */
public record HwmonChannel(String name, String chip, int number) {

  private static final long DEFAULT_SHUNT_MICROOHMS = 10_000;

  /** The file that shows mV. */
  String voltageFile() {
    return chip + "/in" + number + "_input";
  }

  /** The file that shows mA. */
  String currentFile() {
    return chip + "/curr" + number + "_input";
  }

  /** The shunt that the driver reckons with. */
  long shuntMicroohms(Sysfs sysfs) {
    return sysfs
        .readText(chip + "/shunt" + number + "_resistor")
        .number()
        .orElse(DEFAULT_SHUNT_MICROOHMS);
  }

  /** Voltage now; 0 if it cannot be read. */
  double volts(Sysfs sysfs) {
    return sysfs.readText(voltageFile()).number().orElse(0) * 1e-3;
  }
}
