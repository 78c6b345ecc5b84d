package dev.hamlet.cli.command;

import dev.hamlet.agent.simulation.FleetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What a simulated fleet is like, wherever it runs. */
public final class SimulateOptions {

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many simulated boards.")
  private int devices;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "sim",
      description = "What their names begin with: TEXT-0001 and so on.")
  private String prefix;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What makes this fleet differ from others; the same seed, the same boards.")
  private long seed;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "max",
      description = "Virtual seconds per second; max (or 0) for as fast as can be.")
  private String speed;

  @Option(
      names = "--rails",
      paramLabel = "NAME,NAME",
      split = ",",
      description =
          "Rails that every board reads. Without it: the board's, the module's, GPU, CPU.",
      showDefaultValue = Visibility.NEVER)
  private List<String> rails = List.of();

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = {
        "A script of what goes wrong: crash, hang, partition, cut, slow_link, disk_full, clock_step.",
        "See docs/simulate.md; examples/simulate/faults.yaml has one of each."
      })
  private @Nullable Path faults;

  /** How many boards. */
  public int devices() {
    return devices;
  }

  String prefix() {
    return prefix;
  }

  long seed() {
    return seed;
  }

  String speed() {
    return speed;
  }

  List<String> rails() {
    return rails.isEmpty() ? FleetPlan.DEFAULT_RAILS : rails;
  }

  @Nullable Path faults() {
    return faults;
  }

  /**
   * The same options for a process of its own.
   *
   * @param folder what relative paths start from
   */
  public List<String> arguments(Path folder) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--devices=" + devices);
    arguments.add("--prefix=" + prefix);
    arguments.add("--seed=" + seed);
    arguments.add("--speed=" + speed);
    arguments.add("--rails=" + String.join(",", rails()));
    if (faults != null) {
      arguments.add("--faults=" + folder.resolve(faults));
    }
    return arguments;
  }

  /** Names of the boards. */
  public List<String> names() {
    return FleetPlan.names(prefix, devices);
  }
}
