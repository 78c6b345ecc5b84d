package dev.hamlet.agent.simulation;

import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.security.TransportSecurity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which simulated boards there are.
 *
 * @param devices how many
 * @param prefix what their names begin with
 * @param coordinator where the coordinator listens
 * @param security how connections to it are protected; whoever opened it closes it
 * @param seed what makes this fleet differ from others
 * @param speed how fast they work
 * @param rails names of the rails that every board reads
 * @param labels what experiments match; every device gets {@code simulated=true} besides
 * @param faults what goes wrong
 * @param state folder for what the devices share (artifacts) and spill
 * @param devicesPerConnection how many share a connection; at most {@value #MOST_PER_CONNECTION}
 * @param version version of this program, told to the coordinator
 */
public record FleetPlan(
    int devices,
    String prefix,
    CoordinatorAddress coordinator,
    TransportSecurity security,
    long seed,
    Speed speed,
    List<String> rails,
    Map<String, String> labels,
    FaultPlan faults,
    Path state,
    int devicesPerConnection,
    String version) {

  /** What a board needs for experiments that ask for the module's energy or the whole board's. */
  public static final List<String> DEFAULT_RAILS =
      List.of("VDD_MUX", "VDD_IN", "VDD_SYS_GPU", "VDD_SYS_CPU");

  /** A coordinator takes 200 calls a connection; a device has two. */
  public static final int MOST_PER_CONNECTION = 64;

  /** More than a coordinator is built for. */
  public static final int MOST_DEVICES = 20_000;

  /** Refuses what cannot work. */
  public FleetPlan {
    rails = List.copyOf(rails);
    labels = Map.copyOf(labels);
    if (devices < 1 || devices > MOST_DEVICES) {
      throw new InvalidInputException(
          "--devices", "must be 1 to " + MOST_DEVICES + ", not " + devices);
    }
    if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,50}")) {
      throw new InvalidInputException(
          "--prefix", "must be letters, digits, dots, dashes or underscores, not '" + prefix + "'");
    }
    if (devicesPerConnection < 1 || devicesPerConnection > MOST_PER_CONNECTION) {
      throw new InvalidInputException(
          "--devices-per-connection",
          "must be 1 to " + MOST_PER_CONNECTION + ", not " + devicesPerConnection);
    }
  }

  /** Names of the devices, in order. */
  public List<String> names() {
    return names(prefix, devices);
  }

  /** Names of so many devices, in order: prefix-0001 and so on. */
  public static List<String> names(String prefix, int devices) {
    return IntStream.rangeClosed(1, devices)
        .mapToObj(number -> "%s-%04d".formatted(prefix, number))
        .toList();
  }
}
