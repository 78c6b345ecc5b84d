package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.MainlineDriver;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import java.util.Optional;

/**
 * Mainline's {@code ina3221}: {@code
 * /sys/bus/i2c/drivers/ina3221/{bus}-{address}/hwmon/hwmon{k}/in{n}_input}, and the same as {@code
 * /sys/class/hwmon/hwmon{k}}.
 */
final class HwmonFiles {

  private static final long GREATEST_MICROOHMS = Integer.MAX_VALUE;
  private static final String NO_LIMIT_MILLIAMPS = "32760";
  private static final long GREATEST_INTERVAL_MS = 60_000;

  private final TwinBoard board;
  private final TreeLayout layout;
  private final FileTable files;

  HwmonFiles(TwinBoard board, TreeLayout layout, FileTable files) {
    this.board = board;
    this.layout = layout;
    this.files = files;
  }

  void add() {
    List<Integer> addresses = board.monitorAddresses();
    files.cell(DeviceTreeFiles.BUS_NODE + "/clock-frequency", (int) layout.bus().clockHz());
    for (int i = 0; i < addresses.size(); i++) {
      addChip(addresses.get(i), "hwmon" + layout.device(i, addresses.size()));
    }
  }

  private void addChip(int address, String device) {
    String chip = String.format("/sys/bus/i2c/drivers/ina3221/%d-%04x", layout.i2cBus(), address);
    DeviceTreeFiles.addMainline(files, chip + "/of_node", board, address);
    DeviceTreeFiles.addMainline(
        files, String.format("%s/ina3221@%x", DeviceTreeFiles.BUS_NODE, address), board, address);
    MainlineDriver driver = driver(address);
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      if (RailOf.channel(board, address, channel).isEmpty()) {
        driver.enable(channel, false);
      }
    }
    addDevice(chip + "/hwmon/" + device + "/", driver, address);
    addDevice("/sys/class/hwmon/" + device + "/", driver, address);
  }

  private MainlineDriver driver(int address) {
    double[] microohms = new double[Ina3221.CHANNELS];
    for (int channel = 0; channel < microohms.length; channel++) {
      microohms[channel] = RailOf.milliohms(board, address, channel) * 1e3;
    }
    return new MainlineDriver(board, layout.bus(), address, microohms);
  }

  private void addDevice(String folder, MainlineDriver driver, int address) {
    files.line(folder + "name", "ina3221");
    files.add(
        folder + "samples",
        TwinFile.number(
            () -> Answer.number(driver.samples(), 0), 0, Integer.MAX_VALUE, driver::setSamples));
    files.add(
        folder + "update_interval",
        TwinFile.number(
            () -> Answer.number(driver.updateIntervalMs(), 0),
            0,
            GREATEST_INTERVAL_MS,
            driver::setUpdateIntervalMs));
    files.line(folder + "in7_label", "sum of shunt voltages");
    files.add(folder + "in7_input", TwinFile.readOnly(driver::shuntSumMicrovolts));
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      addChannel(folder, driver, channel, RailOf.channel(board, address, channel));
    }
  }

  private void addChannel(
      String folder, MainlineDriver driver, int channel, Optional<BoardRail> rail) {
    int n = channel + 1;
    rail.ifPresent(known -> files.line(folder + "in" + n + "_label", RailOf.mainlineName(known)));
    files.add(folder + "in" + n + "_input", TwinFile.readOnly(() -> driver.millivolts(channel)));
    files.add(
        folder + "in" + (n + Ina3221.CHANNELS) + "_input",
        TwinFile.readOnly(() -> driver.shuntMicrovolts(channel)));
    files.add(folder + "curr" + n + "_input", TwinFile.readOnly(() -> driver.milliamps(channel)));
    files.line(folder + "curr" + n + "_max", NO_LIMIT_MILLIAMPS);
    files.line(folder + "curr" + n + "_max_alarm", "0");
    files.line(folder + "curr" + n + "_crit", NO_LIMIT_MILLIAMPS);
    files.line(folder + "curr" + n + "_crit_alarm", "0");
    files.add(
        folder + "in" + n + "_enable",
        TwinFile.number(
            () -> Answer.number(driver.enabled(channel) ? 1 : 0, 0),
            0,
            1,
            on -> driver.enable(channel, on == 1)));
    files.add(
        folder + "shunt" + n + "_resistor",
        TwinFile.number(
            () -> Answer.number(driver.shuntMicroohms(channel), 0),
            1,
            GREATEST_MICROOHMS,
            microohms -> driver.setShuntMicroohms(channel, microohms)));
  }
}
