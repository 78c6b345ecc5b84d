package dev.hamlet.agent.sensor.ina3221x;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What the board's device tree says of a chip; each value may be missing. */
final class DeviceTree {

  private static final double SHUNT_STEP_VOLTS = 40e-6;

  private DeviceTree() {}

  /** The CONFIG word that the driver uses when it converts continuously. */
  static OptionalInt continuousConfig(IioRail rail) {
    return number(rail.node().resolve("ti,continuous-config"));
  }

  /** The rail's shunt; 0 if not known. */
  static long shuntMicroohms(IioRail rail) {
    OptionalInt milliohms =
        number(rail.node().resolve("channel@" + rail.channel() + "/ti,shunt-resistor-mohm"));
    return 1_000L * Math.max(0, milliohms.orElse(0));
  }

  /** Power of one step of the shunt voltage; 0 if the shunt or the voltage is not known. */
  static double resolutionWatts(long shuntMicroohms, double volts) {
    return shuntMicroohms == 0 ? 0 : SHUNT_STEP_VOLTS / (shuntMicroohms * 1e-6) * volts;
  }

  /** The rail's voltage now; 0 if it cannot be read. */
  static double volts(IioRail rail) {
    try {
      byte[] text = Files.readAllBytes(rail.voltageFile());
      long millivolts = AsciiInteger.parse(ByteBuffer.wrap(text), text.length);
      return millivolts == AsciiInteger.MALFORMED ? 0 : millivolts * 1e-3;
    } catch (IOException ignored) {
      // Only the step of the readings stays unknown.
      return 0;
    }
  }

  /** A property of one big-endian 32-bit cell. */
  private static OptionalInt number(Path property) {
    try {
      byte[] cell = Files.readAllBytes(property);
      return cell.length == Integer.BYTES
          ? OptionalInt.of(ByteBuffer.wrap(cell).getInt())
          : OptionalInt.empty();
    } catch (IOException ignored) {
      // Optional by contract: boards without the property exist.
      return OptionalInt.empty();
    }
  }
}
