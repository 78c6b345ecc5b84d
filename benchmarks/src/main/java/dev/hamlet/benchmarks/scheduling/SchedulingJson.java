package dev.hamlet.benchmarks.scheduling;

import static dev.hamlet.benchmarks.scheduling.SchedulingMain.number;

import dev.hamlet.benchmarks.matrix.MatrixFigures;
import java.util.List;
import java.util.stream.Collectors;

/** The figures as JSON; those of the first fleet stand at the top too. */
final class SchedulingJson {

  private SchedulingJson() {}

  static String of(MatrixFigures matrix, List<FleetFigures> fleets) {
    return "{\"matrix\": "
        + matrix.json()
        + ",\n "
        + fields(fleets.get(0))
        + ",\n \"fleets\": ["
        + fleets.stream().map(SchedulingJson::object).collect(Collectors.joining(",\n  "))
        + "]}\n";
  }

  private static String object(FleetFigures fleet) {
    return "{" + fields(fleet) + "}";
  }

  private static String fields(FleetFigures fleet) {
    String restart =
        fleet.restart() == null
            ? ""
            : ", \"restart\": {\"devices\": %d, \"seconds\": %s, \"cpu_seconds\": %s, \"peak_connections_per_second\": %d}"
                .formatted(
                    fleet.restart().devices(),
                    number(fleet.restart().seconds()),
                    number(fleet.restart().cpuSeconds()),
                    fleet.restart().peakPerSecond());
    return "\"devices\": %d, \"leases_per_second\": %s, \"trial_cycles_per_second\": %s, \"memory\": {\"bytes_per_device\": %s}%s"
        .formatted(
            fleet.devices(),
            number(fleet.leasesPerSecond()),
            number(fleet.trialCyclesPerSecond()),
            number(fleet.bytesPerDevice()),
            restart);
  }
}
