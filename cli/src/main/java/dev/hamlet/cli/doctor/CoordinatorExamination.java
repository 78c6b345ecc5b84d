package dev.hamlet.cli.doctor;

import dev.hamlet.common.security.TlsFiles;
import dev.hamlet.common.time.EpochClock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a coordinator's machine needs.
 *
 * @param distribution folder of the distribution
 * @param state folder of the coordinator
 * @param grpcPort port for agents and operators
 * @param httpPort port for metrics and health
 * @param tls the files that encrypt its connections
 */
public record CoordinatorExamination(
    Machine machine,
    Optional<Path> distribution,
    Path state,
    int grpcPort,
    int httpPort,
    TlsFiles tls) {

  private static final long GIB = 1L << 30;

  /** Looks at all of it. */
  public Diagnosis diagnose(EpochClock clock) {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("runtime", this::java);
    if (machine.booted()) {
      checks.put("clocks", new ClockCheck(machine, clock));
      checks.put("memory", new MemoryCheck(machine, GIB));
      checks.put("state folder", new DiskCheck("state folder", state, GIB, 10 * GIB));
    }
    checks.put("tls", new TlsCheck(tls, clock));
    if (machine.itself()) {
      RunningCoordinator running = new RunningCoordinator(httpPort);
      checks.put("grpc port", new PortCheck("grpc port", grpcPort, running));
      checks.put("http port", new PortCheck("http port", httpPort, running));
    }
    return Diagnosis.of("coordinator", checks);
  }

  /** A coordinator executes no models: of the runtimes it needs Java alone. */
  private List<Finding> java() {
    return new RuntimeCheck(machine, distribution, Runtime.version()).look().subList(0, 1);
  }
}
