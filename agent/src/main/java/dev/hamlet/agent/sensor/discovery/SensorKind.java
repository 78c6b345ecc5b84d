package dev.hamlet.agent.sensor.discovery;

import java.util.Locale;

/** What an operator may ask for with {@code --sensor}. */
public enum SensorKind {
  /** The first that is there, in the order below. */
  AUTO,
  /** INA3221 through NVIDIA's driver (L4T). */
  INA3221X,
  /** INA3221 through mainline's driver. */
  HWMON,
  /** Energy counters of a PC's processor. */
  RAPL;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
