package dev.hamlet.agent.sensor.ina3221x;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsFile;
import dev.hamlet.agent.sysfs.SysfsOpening;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** What the board's device tree says of a chip; each value may be missing. */
final class DeviceTree {

  private static final double SHUNT_STEP_VOLTS = 40e-6;
  private static final String TX2_BUS = "/proc/device-tree/i2c@3160000/clock-frequency";

  private final Sysfs sysfs;

  DeviceTree(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** The CONFIG word that the driver uses when it converts continuously. */
  OptionalInt continuousConfig(IioRail rail) {
    return number(rail.node() + "/ti,continuous-config");
  }

  /** The CONFIG word that the driver uses when it converts at every read. */
  OptionalInt triggerConfig(IioRail rail) {
    return number(rail.node() + "/ti,trigger-config");
  }

  /**
   * Clock of the bus, in hertz; 0 if not known. The node of the bus is the parent of the chip's.
   */
  long busHz(IioRail rail) {
    OptionalInt parent = number(rail.node() + "/../clock-frequency");
    return Math.max(0, (parent.isPresent() ? parent : number(TX2_BUS)).orElse(0));
  }

  /** The rail's shunt; 0 if not known. */
  long shuntMicroohms(IioRail rail) {
    OptionalInt milliohms =
        number(rail.node() + "/channel@" + rail.channel() + "/ti,shunt-resistor-mohm");
    return 1_000L * Math.max(0, milliohms.orElse(0));
  }

  /** Power of one step of the shunt voltage; 0 if the shunt or the voltage is not known. */
  static double resolutionWatts(long shuntMicroohms, double volts) {
    return shuntMicroohms == 0 ? 0 : SHUNT_STEP_VOLTS / (shuntMicroohms * 1e-6) * volts;
  }

  /** The rail's voltage now; 0 if it cannot be read. */
  double volts(IioRail rail) {
    return sysfs.readText(rail.voltageFile()).number().orElse(0) * 1e-3;
  }

  /** A property of one big-endian 32-bit cell. */
  private OptionalInt number(String property) {
    if (!(sysfs.open(property) instanceof SysfsOpening.Opened opened)) {
      return OptionalInt.empty();
    }
    ByteBuffer cell = ByteBuffer.allocate(2 * Integer.BYTES);
    try (SysfsFile file = opened.file()) {
      boolean whole = file.read(cell) == SysfsOutcome.OK && cell.remaining() == Integer.BYTES;
      return whole ? OptionalInt.of(cell.getInt()) : OptionalInt.empty();
    }
  }
}
