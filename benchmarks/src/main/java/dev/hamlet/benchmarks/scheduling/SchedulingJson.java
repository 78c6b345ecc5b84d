package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.benchmarks.makespan.MakespanFigures;
import dev.hamlet.benchmarks.matrix.MatrixFigures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures as JSON; those of the first fleet stand at the top too. */
final class SchedulingJson {

  private SchedulingJson() {}

  static String of(
      @Nullable MatrixFigures matrix,
      @Nullable MakespanFigures makespan,
      List<FleetFigures> fleets) {
    return "{\"schema\": 1, \"simulated\": true, \"cpus\": "
        + Runtime.getRuntime().availableProcessors()
        + ",\n "
        + (matrix == null ? "" : "\"matrix\": " + matrix.json() + ",\n ")
        + (makespan == null ? "" : "\"makespan\": {" + makespan.json() + "},\n ")
        + fields(fleets.get(0))
        + ",\n \"fleets\": ["
        + fleets.stream().map(SchedulingJson::object).collect(Collectors.joining(",\n  "))
        + "]}\n";
  }

  private static String object(FleetFigures fleet) {
    return "{" + fields(fleet) + "}";
  }

  private static String fields(FleetFigures fleet) {
    return String.format(
        Locale.ROOT,
        "\"devices\": %d, \"leases_per_second\": %.1f, \"trial_cycles_per_second\": %.1f,"
            + " \"memory\": {\"bytes_per_device\": %.1f, \"bytes_per_cell\": %.1f},"
            + " \"leases\": %s, \"trial_cycles\": %s, \"restart\": %s",
        fleet.devices(),
        fleet.leases().perSecond(),
        fleet.trials().perSecond(),
        fleet.bytesPerDevice(),
        fleet.bytesPerCell(),
        fleet.leases().json(),
        fleet.trials().json(),
        fleet.restart().json());
  }
}
