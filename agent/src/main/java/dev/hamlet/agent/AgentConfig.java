package dev.hamlet.agent;

import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.security.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Everything that an agent is told.
 *
 * @param name name of the device, unique in the fleet: letters, digits, dot, dash, underscore
 * @param coordinator where the coordinator listens
 * @param insecure true to let plaintext pass to a coordinator on another machine
 * @param labels what experiments match
 * @param state folder of this agent alone: artifacts, notes on workers, spool
 * @param hostLock file that all agents of the host lock before they load it
 * @param cache folder for extracted native libraries, shared by the workers of the host
 * @param board which board it speaks for
 * @param workers command line of each runtime
 * @param launcher command line that goes before each of them; usually empty
 * @param cpus how the CPUs are shared between the agent and its workers
 * @param sampling how sensors are sampled
 * @param version version of this program, told to the coordinator
 * @param attachedTo the device whose power this agent measures from outside: then it is a meter and
 *     gets no work; empty for the agent of a board
 * @param meterCost whether to find out at the start what measuring costs the board
 * @param tls the files that encrypt the connections; none for plaintext
 * @param disk how much it may keep in its state folder
 * @param metricsPort port of its own metrics on loopback, 0 for any free one; empty for none
 */
public record AgentConfig(
    String name,
    CoordinatorAddress coordinator,
    boolean insecure,
    Map<String, String> labels,
    Path state,
    Path hostLock,
    Optional<Path> cache,
    BoardChoice board,
    Map<String, List<String>> workers,
    List<String> launcher,
    CpuShares cpus,
    SamplingSettings sampling,
    String version,
    Optional<String> attachedTo,
    boolean meterCost,
    TlsFiles tls,
    DiskBudget disk,
    OptionalInt metricsPort) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int MAX_LABELS = 64;
  private static final int MAX_LABEL_LENGTH = 128;

  /** Refuses what cannot work, with all problems at once. */
  public AgentConfig {
    labels = Map.copyOf(labels);
    workers = Map.copyOf(workers);
    launcher = List.copyOf(launcher);
    List<Problem> problems = new ArrayList<>();
    checkName(name, problems);
    checkCoordinator(coordinator, insecure || !tls.isEmpty(), problems);
    problems.addAll(tls.problemsOfClient());
    checkLabels(labels, problems);
    checkWorkers(workers, problems);
    checkAttachment(name, attachedTo, problems);
    if (metricsPort.isPresent()
        && (metricsPort.getAsInt() < 0 || metricsPort.getAsInt() > 65_535)) {
      problems.add(
          new Problem("--metrics-port", "must be 0 to 65535, not " + metricsPort.getAsInt()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /** The agent of a board. */
  public AgentConfig(
      String name,
      CoordinatorAddress coordinator,
      boolean insecure,
      Map<String, String> labels,
      Path state,
      Path hostLock,
      Optional<Path> cache,
      BoardChoice board,
      Map<String, List<String>> workers,
      List<String> launcher,
      CpuShares cpus,
      SamplingSettings sampling,
      String version) {
    this(
        name,
        coordinator,
        insecure,
        labels,
        state,
        hostLock,
        cache,
        board,
        workers,
        launcher,
        cpus,
        sampling,
        version,
        Optional.empty(),
        false,
        TlsFiles.NONE,
        DiskBudget.DEFAULT,
        OptionalInt.empty());
  }

  /** Where the agents of a host meet, unless told otherwise. */
  public static Path defaultHostLock(Optional<Path> cache) {
    return cache
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
        .resolve("host.lock");
  }

  private static void checkName(String name, List<Problem> problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new Problem(
              "name",
              "must be 1 to 64 letters, digits, dots, dashes or underscores, not '" + name + "'"));
    }
  }

  private static void checkAttachment(
      String name, Optional<String> attachedTo, List<Problem> problems) {
    attachedTo.ifPresent(
        device -> {
          if (device.equals(name)) {
            problems.add(
                new Problem(
                    "attached-to",
                    "a meter has a name of its own; '" + device + "' is the board's"));
          } else if (!NAME.matcher(device).matches()) {
            problems.add(new Problem("attached-to", "'" + device + "' is no device's name"));
          }
        });
  }

  private static void checkCoordinator(
      CoordinatorAddress coordinator, boolean allowed, List<Problem> problems) {
    if (!allowed && !coordinator.loopback()) {
      problems.add(
          new Problem(
              "coordinator",
              coordinator
                  + " is another machine, and plaintext is for this one only: give --tls-ca FILE, or"
                  + " add --insecure if everyone on the network may see and change the traffic"));
    }
  }

  private static void checkLabels(Map<String, String> labels, List<Problem> problems) {
    if (labels.size() > MAX_LABELS) {
      problems.add(new Problem("labels", labels.size() + " labels, more than " + MAX_LABELS));
    }
    labels.forEach(
        (label, value) -> {
          if (!NAME.matcher(label).matches() || value.length() > MAX_LABEL_LENGTH) {
            problems.add(
                new Problem(
                    "labels",
                    "'"
                        + label
                        + "' must be like a name, its value at most "
                        + MAX_LABEL_LENGTH
                        + " characters long"));
          }
        });
  }

  private static void checkWorkers(Map<String, List<String>> workers, List<Problem> problems) {
    workers.forEach(
        (runtime, command) -> {
          if (!NAME.matcher(runtime).matches() || command.isEmpty()) {
            problems.add(
                new Problem("workers", "'" + runtime + "' needs a name and a command line"));
          }
        });
  }
}
