package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sysfs.FakeSysfs;

/** A board with one chip and one rail, in memory. */
final class FakeIioTree {

  static final String CHIP = IioTree.DRIVER + "/0-0041";
  static final String DEVICE = CHIP + "/iio:device1";
  static final String POWER = DEVICE + "/in_power0_input";
  static final String MODE = DEVICE + "/running_mode";

  private FakeIioTree() {}

  static FakeSysfs oneRail() {
    return new FakeSysfs()
        .file(DEVICE + "/rail_name_0", "VDD_IN\n")
        .file(POWER, "1876\n")
        .file(DEVICE + "/in_voltage0_input", "19152\n");
  }
}
