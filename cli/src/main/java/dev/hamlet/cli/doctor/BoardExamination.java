package dev.hamlet.cli.doctor;

import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.common.time.EpochClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a board needs.
 *
 * @param distribution folder of the distribution
 * @param version version of this program
 * @param sensor which sensor to look for
 * @param helped whether the board helper answers
 * @param root whether this process is root's
 * @param launcher what workers run behind; may be empty
 * @param state folder of the agent
 * @param cache folder for what may be made again
 * @param coordinator asks the coordinator for its version
 */
public record BoardExamination(
    Machine machine,
    Optional<Path> distribution,
    String version,
    SensorChoice sensor,
    boolean helped,
    boolean root,
    String launcher,
    Path state,
    Path cache,
    Supplier<String> coordinator) {

  private static final long MIB = 1 << 20;

  private static final String NOT_BOOTED =
      "no kernel runs there: sensor, clocks, memory, room and connections show on the board alone";

  /** A worker with a small model, beside the agent. */
  private static final long MEMORY_BYTES = 1_024 * MIB;

  /** TensorFlow's libraries, unpacked. */
  private static final long LIBRARIES_BYTES = 900 * MIB;

  /** The agent's budgets for artifacts and for telemetry, as they are without options. */
  private static final long BUDGETS_BYTES = (4_096 + 512) * MIB;

  private static final long LEAST_STATE_BYTES = 256 * MIB;

  /** Looks at all of it. */
  public Diagnosis diagnose(EpochClock clock) {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("runtime", new RuntimeCheck(machine, distribution, Runtime.version()));
    checks.put("userland", new UserlandCheck(machine, launcher));
    if (machine.booted()) {
      putWhatRuns(checks, clock);
    } else {
      checks.put("card", () -> List.of(Finding.ok("card", NOT_BOOTED)));
    }
    return Diagnosis.of("board", checks);
  }

  private void putWhatRuns(Map<String, Check> checks, EpochClock clock) {
    checks.put("sensor", new SensorCheck(machine, sensor, helped));
    checks.put("control", new ControlCheck(machine, helped, root));
    checks.put("clocks", new ClockCheck(machine, clock));
    checks.put("memory", new MemoryCheck(machine, MEMORY_BYTES));
    checks.put(
        "state folder", new DiskCheck("state folder", state, LEAST_STATE_BYTES, BUDGETS_BYTES));
    checks.put("cache", new DiskCheck("cache", cache, LIBRARIES_BYTES, LIBRARIES_BYTES));
    if (machine.itself()) {
      checks.put("coordinator", new LinkCheck(version, coordinator));
    }
  }
}
