package dev.hamlet.agent.sensor.rapl;

import dev.hamlet.agent.sysfs.Sysfs;
import dev.hamlet.agent.sysfs.SysfsOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds zones in the powercap tree.
 *
 * <pre>
 *   /sys/class/powercap/intel-rapl:0/{name, energy_uj, max_energy_range_uj}        a package
 *   /sys/class/powercap/intel-rapl:0:1/...                                         a part of it
 * </pre>
 *
 * <p>AMD's processors show up by the same names. The memory-mapped twins of the zones ({@code
 * intel-rapl-mmio:*}) count the same energy and are left out.
 */
public final class RaplTree {

  /** Where the zones are. */
  static final String POWERCAP = "/sys/class/powercap";

  private static final String PREFIX = "intel-rapl:";
  private static final int GREATEST_NAME_LENGTH = 64;

  private final Sysfs sysfs;

  /** In a tree of files. */
  public RaplTree(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** Every zone, readable or not, a package before its parts. */
  public List<RaplZone> zones() {
    List<RaplZone> zones = new ArrayList<>();
    for (String zone : sysfs.children(POWERCAP)) {
      if (zone.startsWith(PREFIX)) {
        zone(zone).ifPresent(zones::add);
      }
    }
    return zones;
  }

  private Optional<RaplZone> zone(String zone) {
    String folder = POWERCAP + "/" + zone;
    boolean counts = sysfs.readText(folder + "/energy_uj").outcome() != SysfsOutcome.MISSING;
    return name(folder)
        .filter(name -> counts)
        .map(
            name ->
                new RaplZone(
                    railName(zone, name),
                    folder,
                    sysfs.readText(folder + "/max_energy_range_uj").number().orElse(0)));
  }

  private Optional<String> name(String folder) {
    return sysfs
        .readText(folder + "/name")
        .present()
        .filter(name -> name.length() <= GREATEST_NAME_LENGTH);
  }

  /** A part is named after its package, as every package has a part of the same name. */
  private String railName(String zone, String name) {
    int last = zone.lastIndexOf(':');
    if (last < PREFIX.length()) {
      return name;
    }
    return name(POWERCAP + "/" + zone.substring(0, last)).map(it -> it + "-").orElse("") + name;
  }
}
