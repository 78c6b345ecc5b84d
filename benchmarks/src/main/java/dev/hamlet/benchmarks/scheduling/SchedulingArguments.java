package dev.hamlet.benchmarks.scheduling;

import dev.hamlet.benchmarks.arguments.Options;
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

  static final String USAGE = "scheduling [--preset quick|full] [--devices N] [--json FILE]";

  /**
   * Reads {@code [--preset quick|full] [--devices N] [--json FILE]}; the preset is full unless said
   * otherwise.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static SchedulingArguments parse(String... arguments) {
    Options options = Options.parse(arguments, "--preset", "--devices", "--json");
    boolean full = options.word("--preset", List.of("quick", "full"), "full").equals("full");
    int devices = (int) options.number("--devices", 1, 99_999, 0);
    List<Integer> fleets = full ? List.of(1_000, 5_000) : List.of(200);
    return new SchedulingArguments(
        full, devices > 0 ? List.of(devices) : fleets, devices > 0, options.json());
  }
}
