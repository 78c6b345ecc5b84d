package dev.hamlet.benchmarks.scheduling;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param full whether the long preset was asked for
 * @param fleets sizes of the fleets
 * @param onlyFleets whether matrix and makespan are left out
 * @param json where the figures go as JSON, if anywhere
 */
record SchedulingArguments(
    boolean full, List<Integer> fleets, boolean onlyFleets, @Nullable Path json) {

  static final String USAGE =
      "usage: benchmarks/run scheduling [--preset quick|full] [--devices N] [--json FILE]";

  /**
   * Reads {@code [--preset quick|full] [--devices N] [--json FILE]}; the preset is full unless said
   * otherwise.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static SchedulingArguments parse(String... arguments) {
    boolean full = true;
    int devices = 0;
    Path json = null;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (arguments[i].equals("--preset") && (value.equals("quick") || value.equals("full"))) {
        full = value.equals("full");
      } else if (arguments[i].equals("--devices") && value.matches("[1-9][0-9]{0,4}")) {
        devices = Integer.parseInt(value);
      } else if (arguments[i].equals("--json") && !value.isEmpty()) {
        json = Path.of(value);
      } else {
        throw new IllegalArgumentException(
            "unknown option " + (arguments[i] + " " + value).strip());
      }
    }
    List<Integer> fleets = full ? List.of(1_000, 5_000) : List.of(200);
    return new SchedulingArguments(
        full, devices > 0 ? List.of(devices) : fleets, devices > 0, json);
  }
}
