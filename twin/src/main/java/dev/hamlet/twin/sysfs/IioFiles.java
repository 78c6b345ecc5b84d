package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.driver.L4tDriver;
import dev.hamlet.twin.ina3221.Ina3221;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;
import java.util.Optional;

/**
 * L4T's {@code ina3221x}: {@code
 * /sys/bus/i2c/drivers/ina3221x/{bus}-{address}/iio:device{k}/in_power{n}_input} and its
 * neighbours.
 */
final class IioFiles {

  private static final int NO_LIMIT_MILLIAMPS = 32_760;
  private static final int NO_LIMIT_MILLIWATTS = 32_760;

  private final TwinBoard board;
  private final TreeLayout layout;
  private final FileTable files;

  IioFiles(TwinBoard board, TreeLayout layout, FileTable files) {
    this.board = board;
    this.layout = layout;
    this.files = files;
  }

  void add() {
    List<Integer> addresses = board.monitorAddresses();
    files.cell(DeviceTreeFiles.BUS_NODE + "/clock-frequency", (int) layout.bus().clockHz());
    for (int i = 0; i < addresses.size(); i++) {
      addChip(addresses.get(i), layout.device(i, addresses.size()));
    }
  }

  private void addChip(int address, int device) {
    String chip = String.format("/sys/bus/i2c/drivers/ina3221x/%d-%04x", layout.i2cBus(), address);
    String folder = chip + "/iio:device" + device + "/";
    L4tDriver driver =
        new L4tDriver(
            board,
            layout.bus(),
            address,
            layout.l4t(),
            channel -> RailOf.milliohms(board, address, channel));
    files.line(chip + "/name", "ina3221x");
    files.line(folder + "name", "ina3221x");
    DeviceTreeFiles.addL4t(files, chip + "/of_node", board, address, layout.l4t());
    DeviceTreeFiles.addL4t(
        files,
        String.format("%s/ina3221x@%x", DeviceTreeFiles.BUS_NODE, address),
        board,
        address,
        layout.l4t());
    files.add(
        folder + "running_mode",
        TwinFile.number(
            driver::runningMode, Integer.MIN_VALUE, Integer.MAX_VALUE, driver::setRunningMode));
    for (int channel = 0; channel < Ina3221.CHANNELS; channel++) {
      addChannel(folder, driver, channel, RailOf.channel(board, address, channel));
    }
  }

  private void addChannel(String folder, L4tDriver driver, int channel, Optional<BoardRail> rail) {
    boolean connected = rail.isPresent();
    files.line(folder + "rail_name_" + channel, rail.map(BoardRail::name).orElse("NC"));
    addReading(connected, folder + "in_current" + channel + "_input", driver::milliamps, channel);
    addReading(connected, folder + "in_voltage" + channel + "_input", driver::millivolts, channel);
    addReading(connected, folder + "in_power" + channel + "_input", driver::milliwatts, channel);
    addReading(connected, folder + "ui_input_" + channel, driver::voltsAndAmperes, channel);
    addReading(
        connected,
        folder + "in_current" + channel + "_trigger_input",
        driver::triggerMilliamps,
        channel);
    addReading(
        connected,
        folder + "in_power" + channel + "_trigger_input",
        driver::triggerMilliwatts,
        channel);
    files.line(folder + "polling_delay_" + channel, "0 ms");
    files.line(folder + "warn_current_limit_" + channel, NO_LIMIT_MILLIAMPS + " ma");
    files.line(folder + "crit_current_limit_" + channel, NO_LIMIT_MILLIAMPS + " ma");
    files.line(folder + "crit_power_limit_" + channel, NO_LIMIT_MILLIWATTS + " mw");
  }

  private void addReading(boolean connected, String path, Reading reading, int channel) {
    files.add(
        path,
        TwinFile.readOnly(
            () ->
                connected ? reading.of(channel) : Answer.failed(Errno.EIO, layout.bus().readNs())));
  }

  private interface Reading {
    Answer of(int channel);
  }
}
