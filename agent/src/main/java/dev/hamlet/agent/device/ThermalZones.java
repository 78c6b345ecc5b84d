package dev.hamlet.agent.device;

import dev.hamlet.common.experiment.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Thermal zones of {@code sys/class/thermal}.
 *
 * <p>A zone that cannot be read is left out, and so is one that is known to say nothing: PMIC-Die
 * of Tegra boards always says 100 degrees.
 */
public final class ThermalZones {

  private static final Set<String> MEANINGLESS = Set.of("PMIC-Die");

  /** How far below its critical trip point a zone is too hot already, in kelvin. */
  private static final double MARGIN_C = 5;

  private static final double MILLI = 1_000.0;

  /** Trip points outside of these are placeholders. */
  private static final double LEAST_CRITICAL_C = 50;

  private static final double MOST_CRITICAL_C = 150;

  private final BoardFiles files;

  /** The zones of a board. */
  public ThermalZones(BoardFiles files) {
    this.files = files;
  }

  /** Temperatures of those that can be read now. */
  public List<Temperature> temperatures() {
    List<Temperature> temperatures = new ArrayList<>();
    for (String zone : files.children("/sys/class/thermal", "thermal_zone[0-9]+")) {
      String name = files.text(zone + "/type").orElse("");
      OptionalLong milliCelsius = files.number(zone + "/temp");
      if (!name.isEmpty() && milliCelsius.isPresent() && !MEANINGLESS.contains(name)) {
        temperatures.add(new Temperature(name, milliCelsius.getAsLong() / MILLI));
      }
    }
    return temperatures;
  }

  /** From which temperature on a zone is too hot, if its trip points say. */
  public double limitC(String zoneName, double otherwiseC) {
    return files.children("/sys/class/thermal", "thermal_zone[0-9]+").stream()
        .filter(zone -> files.text(zone + "/type").filter(zoneName::equals).isPresent())
        .mapToDouble(this::criticalC)
        .filter(critical -> critical >= LEAST_CRITICAL_C && critical <= MOST_CRITICAL_C)
        .map(critical -> critical - MARGIN_C)
        .min()
        .orElse(otherwiseC);
  }

  private double criticalC(String zone) {
    return files.children(zone, "trip_point_[0-9]+_type").stream()
        .filter(type -> files.text(type).filter("critical"::equals).isPresent())
        .map(type -> files.number(type.substring(0, type.length() - "type".length()) + "temp"))
        .filter(OptionalLong::isPresent)
        .mapToDouble(temperature -> temperature.getAsLong() / MILLI)
        .min()
        .orElse(Double.NaN);
  }
}
