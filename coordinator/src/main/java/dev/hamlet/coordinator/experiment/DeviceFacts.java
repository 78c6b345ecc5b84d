package dev.hamlet.coordinator.experiment;

import dev.hamlet.common.experiment.PowerModeCores;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SensorGroup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What planning needs to know of a device.
 *
 * @param name name of the device
 * @param board kind of board, for instance tx2
 * @param labels its labels
 * @param runtimes runtimes it can execute
 * @param powerModes power modes it can be put into
 * @param cpus CPUs that a worker may use
 * @param sensors its sensor groups
 * @param simulated true for a twin
 * @param cores CPUs that are on in each power mode; empty if the board does not say
 */
public record DeviceFacts(
    String name,
    String board,
    Map<String, String> labels,
    Set<String> runtimes,
    Set<String> powerModes,
    int cpus,
    List<SensorGroup> sensors,
    boolean simulated,
    List<PowerModeCores> cores) {

  /** Copies the collections. */
  public DeviceFacts {
    labels = Map.copyOf(labels);
    runtimes = Set.copyOf(runtimes);
    powerModes = Set.copyOf(powerModes);
    sensors = List.copyOf(sensors);
    cores = List.copyOf(cores);
  }

  /** A device that does not say which cores it has. */
  public DeviceFacts(
      String name,
      String board,
      Map<String, String> labels,
      Set<String> runtimes,
      Set<String> powerModes,
      int cpus,
      List<SensorGroup> sensors,
      boolean simulated) {
    this(name, board, labels, runtimes, powerModes, cpus, sensors, simulated, List.of());
  }

  /** The CPUs that are on in a power mode, if the board says. */
  public Optional<PowerModeCores> coresIn(String powerMode) {
    return cores.stream().filter(mode -> mode.powerMode().equals(powerMode)).findFirst();
  }

  /** Its rails, of all sensor groups. */
  public List<Rail> rails() {
    return sensors.stream().flatMap(group -> group.rails().stream()).toList();
  }

  /** The sensor groups that read at least one of these rails. */
  public List<SensorGroup> sensorsOf(Collection<String> railNames) {
    return sensors.stream()
        .filter(group -> group.rails().stream().anyMatch(rail -> railNames.contains(rail.name())))
        .toList();
  }
}
