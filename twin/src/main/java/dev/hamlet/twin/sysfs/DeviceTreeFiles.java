package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.L4tMode;
import dev.hamlet.twin.driver.L4tSetup;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import java.util.Optional;

/** Nodes of the device tree that describe a monitor; numbers are big-endian. */
final class DeviceTreeFiles {

  static final String BUS_NODE = "/proc/device-tree/i2c@3160000";

  private static final TwinFile EMPTY = TwinFile.readOnly(Answer::raw);

  private DeviceTreeFiles() {}

  static void addL4t(FileTable files, String node, TwinBoard board, int address, L4tSetup setup) {
    files.string(node + "/compatible", "ti,ina3221x");
    files.cell(node + "/reg", address);
    files.cell(node + "/ti,continuous-config", setup.continuousWord());
    files.cell(node + "/ti,trigger-config", setup.triggerWord());
    if (setup.mode() == L4tMode.FORCED_CONTINUOUS) {
      files.add(node + "/ti,enable-forced-continuous", EMPTY);
    }
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      String folder = node + "/channel@" + channel + "/";
      Optional<BoardRail> rail = RailOf.channel(board, address, channel);
      files.string(folder + "ti,rail-name", rail.map(BoardRail::name).orElse("NC"));
      files.cell(
          folder + "ti,shunt-resistor-mohm",
          (int) Math.round(RailOf.milliohms(board, address, channel)));
    }
  }

  static void addMainline(FileTable files, String node, TwinBoard board, int address) {
    files.string(node + "/compatible", "ti,ina3221");
    files.cell(node + "/reg", address);
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      String folder = node + "/input@" + channel + "/";
      Optional<BoardRail> rail = RailOf.channel(board, address, channel);
      if (rail.isPresent()) {
        files.string(folder + "label", RailOf.mainlineName(rail.get()));
        files.cell(
            folder + "shunt-resistor-micro-ohms",
            (int) Math.round(RailOf.milliohms(board, address, channel) * 1e3));
      } else {
        files.string(folder + "status", "disabled");
      }
    }
  }
}
