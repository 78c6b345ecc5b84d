package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SystemSysfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sysfs tree in a folder, as the driver lays it out. */
final class FakeTree {

  private final Path root;

  FakeTree(Path root) {
    this.root = root;
  }

  Sysfs sysfs() {
    return new SystemSysfs(root, root);
  }

  /** Both chips of the module, with the iio numbers given. */
  static FakeTree module(Path root, int firstIio, int secondIio) throws IOException {
    FakeTree tree = new FakeTree(root);
    tree.rail("0-0040", firstIio, 0, "VDD_SYS_GPU", 152);
    tree.rail("0-0040", firstIio, 1, "VDD_SYS_SOC", 383);
    tree.rail("0-0040", firstIio, 2, "VDD_4V0_WIFI", 19);
    tree.rail("0-0041", secondIio, 0, "VDD_IN", 1876);
    tree.rail("0-0041", secondIio, 1, "VDD_SYS_CPU", 229);
    tree.rail("0-0041", secondIio, 2, "VDD_SYS_DDR", 134);
    return tree;
  }

  void rail(String chip, int iio, int channel, String name, long milliwatts) throws IOException {
    Path device = Files.createDirectories(chip(chip).resolve("iio:device" + iio));
    Files.writeString(device.resolve("rail_name_" + channel), name + "\n");
    Files.writeString(device.resolve("in_power" + channel + "_input"), milliwatts + "\n");
    Files.writeString(device.resolve("in_voltage" + channel + "_input"), "19152\n");
  }

  void power(String chip, int iio, int channel, String text) throws IOException {
    Files.writeString(
        chip(chip).resolve("iio:device" + iio).resolve("in_power" + channel + "_input"), text);
  }

  void config(String chip, int word) throws IOException {
    Path node = Files.createDirectories(chip(chip).resolve("of_node"));
    Files.write(node.resolve("ti,continuous-config"), cell(word));
  }

  void shunt(String chip, int channel, int milliohms) throws IOException {
    Path node = Files.createDirectories(chip(chip).resolve("of_node/channel@" + channel));
    Files.write(node.resolve("ti,shunt-resistor-mohm"), cell(milliohms));
  }

  private static byte[] cell(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private Path chip(String chip) {
    return root.resolve("bus/i2c/drivers/ina3221x").resolve(chip);
  }
}
