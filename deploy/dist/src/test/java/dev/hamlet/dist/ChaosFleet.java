package dev.hamlet.dist;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.DeviceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** A coordinator and processes of simulated agents, which find it through a proxy. */
final class ChaosFleet implements AutoCloseable {

  static final List<String> GROUPS = List.of("north", "south");
  static final int DEVICES_PER_GROUP = 3;

  private static final String FAULTS =
      """
      seed: %d
      faults:
        - {kind: clock_step, every: 15s, by: 2s}
        - {kind: slow_link, every: 20s, for: 1s, delay: 50ms}
      """;

  private final Path folder;
  private final long seed;
  private final ChaosProxy proxy = new ChaosProxy();
  private final ChaosDisk disk;
  private final Map<String, HamletProcess> agents = new TreeMap<>();
  private HamletProcess coordinator;
  private String grpc = "";
  private int logs;
  private int restarts;
  private int releases;

  ChaosFleet(Path folder, long seed) throws Exception {
    this.folder = folder;
    this.seed = seed;
    this.disk = new ChaosDisk(folder.resolve("disk"));
    this.coordinator = startCoordinator();
    for (String group : GROUPS) {
      agents.put(group, startAgents(group));
    }
  }

  ChaosProxy proxy() {
    return proxy;
  }

  ChaosDisk disk() {
    return disk;
  }

  /** Lives of the coordinator that ended without being killed. */
  int unwantedRestarts() {
    return restarts;
  }

  /** How often a quarantined device was let work again, as a person would. */
  int releases() {
    return releases;
  }

  OperatorClient operator() {
    return OperatorClient.to(CoordinatorAddress.parse(grpc));
  }

  void killCoordinator() throws InterruptedException {
    coordinator.kill();
  }

  void restartCoordinator() throws IOException {
    coordinator = startCoordinator();
  }

  void killAgents(String group) throws Exception {
    agent(group).kill();
  }

  void restartAgents(String group) throws IOException {
    agents.put(group, startAgents(group));
  }

  /** SIGSTOP and SIGCONT. */
  void freeze(String group, boolean on) throws Exception {
    agent(group).signal(on ? "STOP" : "CONT");
  }

  /** What a supervisor and a person do: a process that has ended by itself starts again. */
  void lookAfter() {
    try {
      if (!coordinator.isAlive()) {
        restarts++;
        coordinator = startCoordinator();
      }
      try (OperatorClient operator = operator()) {
        operator.devices().stream()
            .filter(device -> device.getState().equals("quarantined"))
            .forEach(device -> release(operator, device));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void release(OperatorClient operator, DeviceStatus device) {
    releases++;
    var unused =
        operator.change(
            ChangeDeviceRequest.newBuilder()
                .setDevice(device.getDevice())
                .setChange(ChangeDeviceRequest.Change.RELEASE)
                .setReason("the chaos suite's doing")
                .build());
  }

  /** Hands an experiment in by the command line; its id. */
  String submit(Path file) throws IOException, InterruptedException {
    HamletProcess run =
        HamletProcess.start(
            log("run"), List.of("run", file.toString(), "--coordinator=" + grpc, "--detach"));
    if (run.exitCode(120) != 0) {
      throw new IllegalStateException("submit failed:\n" + run.output());
    }
    return run.await("(?m)^(e-\\S+)$", 1).group(1);
  }

  private HamletProcess agent(String group) {
    return Objects.requireNonNull(agents.get(group));
  }

  private HamletProcess startCoordinator() throws IOException {
    HamletProcess process =
        HamletProcess.start(
            log("coordinator"),
            List.of(
                "coordinator",
                "--grpc-port=0",
                "--http-port=0",
                "--state=" + disk.folder().resolve("coordinator")));
    Matcher ready = process.await("coordinator ready grpc=(\\S+) http=(\\S+)", 180);
    grpc = ready.group(1);
    proxy.leadTo(CoordinatorAddress.parse(grpc).port());
    return process;
  }

  private HamletProcess startAgents(String group) throws IOException {
    Path script = folder.resolve("faults-" + group + ".yaml");
    Files.writeString(script, FAULTS.formatted(seed));
    HamletProcess process =
        HamletProcess.start(
            log(group),
            List.of(
                "simulate",
                "--devices=" + DEVICES_PER_GROUP,
                "--prefix=" + group,
                "--seed=" + seed,
                "--speed=10",
                "--faults=" + script,
                "--state=" + folder.resolve(group),
                "--coordinator=" + proxy.address()));
    var unused = process.await("simulate ready", 180);
    return process;
  }

  private Path log(String name) {
    return folder.resolve("%04d-%s.log".formatted(++logs, name));
  }

  @Override
  public void close() {
    agents.values().forEach(HamletProcess::close);
    coordinator.close();
    proxy.close();
    disk.close();
  }
}
