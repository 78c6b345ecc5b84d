package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sysfs.FakeSysfs;

/** Mainline's tree of a TX2: two chips on a bus whose number means nothing. */
final class FakeHwmon {

  static final String MODULE = HwmonTree.DRIVER + "/1-0041/hwmon/hwmon3";
  static final String CARRIER = HwmonTree.DRIVER + "/1-0043/hwmon/hwmon5";

  private FakeHwmon() {}

  static FakeSysfs tx2() {
    FakeSysfs sysfs = new FakeSysfs();
    channel(sysfs, MODULE, 1, "VDD_IN", 19_152, 98, 5_000);
    channel(sysfs, MODULE, 2, "VDD_SYS_CPU", 19_144, 12, 10_000);
    channel(sysfs, MODULE, 3, "VDD_5V0_DDR", 4_800, 28, 10_000);
    channel(sysfs, CARRIER, 3, "VDD_M2_IN", 3_304, 4, 10_000);
    sysfs.file(MODULE + "/in7_label", "sum of shunt voltages\n").file(MODULE + "/in7_input", "9\n");
    sysfs.file(HwmonTree.DRIVER + "/bind", "");
    return set(set(sysfs, MODULE, 1, 7), CARRIER, 1, 7);
  }

  static FakeSysfs set(FakeSysfs sysfs, String chip, int samples, int intervalMs) {
    return sysfs
        .file(chip + "/samples", samples + "\n")
        .file(chip + "/update_interval", intervalMs + "\n");
  }

  private static void channel(
      FakeSysfs sysfs, String chip, int number, String label, int mv, int ma, int microohms) {
    sysfs
        .file(chip + "/in" + number + "_label", label + "\n")
        .file(chip + "/in" + number + "_enable", "1\n")
        .file(chip + "/in" + number + "_input", mv + "\n")
        .file(chip + "/curr" + number + "_input", ma + "\n")
        .file(chip + "/shunt" + number + "_resistor", microohms + "\n");
  }
}
