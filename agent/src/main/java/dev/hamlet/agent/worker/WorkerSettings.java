package dev.hamlet.agent.worker;

import dev.hamlet.common.cpu.CpuShares;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How an agent starts its workers.
 *
 * @param commands command line of each runtime that this device can run
 * @param launcher command line that goes before each of them, for instance to enter a container in
 *     which all paths are the same; usually empty
 * @param cpus how the CPUs are shared between the agent and its workers
 * @param runFolder where the agent notes its workers, so that its next life can end those that
 *     outlived it; one folder per agent
 * @param activity ring of activity edges that workers publish to; only a twin has one. It takes one
 *     writer at a time, so one worker at a time may compute
 * @param cache folder for extracted native libraries
 * @param limits how long workers may take
 * @param output told every line that a worker prints, on a thread of the worker's
 */
public record WorkerSettings(
    Map<String, List<String>> commands,
    List<String> launcher,
    CpuShares cpus,
    Path runFolder,
    Optional<Path> activity,
    Optional<Path> cache,
    WorkerLimits limits,
    Consumer<String> output) {

  /** Copies the command lines; refuses an empty one. */
  public WorkerSettings {
    Map<String, List<String>> copy = new TreeMap<>();
    commands.forEach((runtime, command) -> copy.put(runtime, List.copyOf(command)));
    copy.forEach(
        (runtime, command) -> {
          if (command.isEmpty()) {
            throw new IllegalArgumentException("the worker command of " + runtime + " is empty");
          }
        });
    commands = Map.copyOf(copy);
    launcher = List.copyOf(launcher);
  }

  /** Settings of workers whose lines nobody else wants. */
  public WorkerSettings(
      Map<String, List<String>> commands,
      List<String> launcher,
      CpuShares cpus,
      Path runFolder,
      Optional<Path> activity,
      Optional<Path> cache,
      WorkerLimits limits) {
    this(commands, launcher, cpus, runFolder, activity, cache, limits, line -> {});
  }
}
