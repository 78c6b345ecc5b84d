package dev.hamlet.benchmarks.scenario;

import dev.hamlet.coordinator.experiment.file.Profile;
import java.util.List;

/**
 * A board, what it runs and how it is measured: thousands of seeded cells are made of it.
 *
 * @param name its name in tables
 * @param profile measurement profile
 * @param sensor the power monitor
 * @param load what runs
 * @param idleDriftWattsPerMinute how fast idle power grows
 * @param faults what goes wrong in every trial
 * @param boards how many different boards the cells are spread over; 0 for one board per cell
 */
public record Scenario(
    String name,
    Profile profile,
    SensorSetup sensor,
    Load load,
    double idleDriftWattsPerMinute,
    List<ScenarioFault> faults,
    int boards) {

  /** Copies the list. */
  public Scenario {
    faults = List.copyOf(faults);
  }

  /** A load on a sensor, by the quick profile, without drift and faults. */
  public static Scenario of(String name, SensorSetup sensor, Load load) {
    return new Scenario(name, Profile.QUICK, sensor, load, 0, List.of(), 0);
  }

  /** The same with idle power that drifts. */
  public Scenario withIdleDrift(double wattsPerMinute) {
    return new Scenario(name, profile, sensor, load, wattsPerMinute, faults, boards);
  }

  /** The same with faults. */
  public Scenario with(List<ScenarioFault> others) {
    return new Scenario(name, profile, sensor, load, idleDriftWattsPerMinute, others, boards);
  }

  /** The same by another profile. */
  public Scenario with(Profile other) {
    return new Scenario(name, other, sensor, load, idleDriftWattsPerMinute, faults, boards);
  }
}
