package dev.hamlet.twin.sysfs;

import dev.hamlet.twin.board.TwinBoard;
import dev.hamlet.twin.driver.Answer;
import dev.hamlet.twin.driver.Errno;
import dev.hamlet.twin.thermal.Throttling;
import java.util.function.DoubleSupplier;

/** Thermal zones with their trip points, and cooling devices. */
final class ThermalFiles {

  private static final String CLASS = "/sys/class/thermal/";
  private static final double PMIC_C = 100;

  private final TwinBoard board;
  private final FileTable files;

  ThermalFiles(TwinBoard board, FileTable files) {
    this.board = board;
    this.files = files;
  }

  void add() {
    addZone(0, "BCPU-therm", board::temperatureC, true);
    addZone(1, "MCPU-therm", board::temperatureC, true);
    addZone(2, "GPU-therm", board::temperatureC, true);
    addZone(3, "PLL-therm", board::temperatureC, false);
    addZone(4, "Tboard_tegra", this::outsideC, false);
    addZone(5, "Tdiode_tegra", board::temperatureC, false);
    addZone(6, "PMIC-Die", () -> PMIC_C, false);
    addSilentZone(7);
    addCooling(0, "tegra-hw-throttle", 0);
    addCooling(1, "cpu-balanced", board.settings().options().throttling().highestState());
    addCooling(2, "gpu-balanced", board.settings().options().throttling().highestState());
  }

  /** Half as far above the air as the module. */
  private double outsideC() {
    double ambientC = board.settings().thermal().ambientC();
    return ambientC + (board.temperatureC() - ambientC) / 2;
  }

  private void addZone(int number, String type, DoubleSupplier celsius, boolean trips) {
    String zone = CLASS + "thermal_zone" + number + "/";
    files.line(zone + "type", type);
    files.add(zone + "temp", TwinFile.text(() -> milli(celsius.getAsDouble())));
    if (trips) {
      Throttling throttling = board.settings().options().throttling();
      files.line(zone + "trip_point_0_type", "passive");
      files.line(zone + "trip_point_0_temp", milli(throttling.tripC()));
      files.line(zone + "trip_point_1_type", "critical");
      files.line(zone + "trip_point_1_temp", milli(throttling.shutdownC()));
    }
  }

  /** Some zones of real boards never answer. */
  private void addSilentZone(int number) {
    String zone = CLASS + "thermal_zone" + number + "/";
    files.line(zone + "type", "thermal-fan-est");
    files.add(zone + "temp", TwinFile.readOnly(() -> Answer.failed(Errno.EAGAIN, 0)));
  }

  private void addCooling(int number, String type, int highest) {
    String device = CLASS + "cooling_device" + number + "/";
    files.line(device + "type", type);
    files.line(device + "max_state", Integer.toString(highest));
    files.add(
        device + "cur_state",
        TwinFile.text(() -> Integer.toString(Math.min(highest, board.coolingState()))));
  }

  private static String milli(double celsius) {
    return Long.toString(Math.round(celsius * 1e3));
  }
}
