package dev.hamlet.dist.chaos;

import dev.hamlet.cli.client.CoordinatorAddress;
import dev.hamlet.cli.client.OperatorClient;
import dev.hamlet.common.file.FileTree;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.dist.HamletProcess;
import dev.hamlet.proto.v1.ChangeDeviceRequest;
import dev.hamlet.proto.v1.DeviceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A coordinator and processes of simulated agents, which find it through a proxy. */
final class ChaosFleet implements AutoCloseable {

  static final List<String> GROUPS = List.of("north", "south");
  static final int DEVICES_PER_GROUP = 3;
  static final int DEVICES = GROUPS.size() * DEVICES_PER_GROUP;

  private static final String FAULTS =
      """
      seed: %d
      faults:
        - {kind: clock_step, every: 15s, by: 2s}
        - {kind: slow_link, every: 20s, for: 1s, delay: 50ms}
      """;

  private static final long CONNECTED_WITHIN_NS = 8_000_000_000L;

  private final SystemClock clock = new SystemClock();
  private final Path folder;
  private final long seed;
  private final ChaosTally tally;
  private final ChaosProxy proxy = new ChaosProxy();
  private final Map<String, ChaosDisk> disks = new TreeMap<>();
  private final Map<String, HamletProcess> agents = new TreeMap<>();
  private final ChaosDisk disk;
  private HamletProcess coordinator;
  private @Nullable OperatorClient operator;
  private String http = "";
  private String stateName = "state";
  private int logs;

  ChaosFleet(Path folder, long seed, ChaosTally tally) throws Exception {
    this.folder = folder;
    this.seed = seed;
    this.tally = tally;
    this.disk = new ChaosDisk(folder.resolve("coordinator"), "1g");
    this.coordinator = startCoordinator();
    for (String group : GROUPS) {
      disks.put(group, new ChaosDisk(folder.resolve(group), "32m"));
      startAgents(group);
    }
  }

  ChaosProxy proxy() {
    return proxy;
  }

  /** The coordinator's. */
  ChaosDisk disk() {
    return disk;
  }

  /** That of a group of agents. */
  ChaosDisk disk(String group) {
    return Objects.requireNonNull(disks.get(group));
  }

  /** Folder of the coordinator's state. */
  Path state() {
    return disk.folder().resolve(stateName);
  }

  /** Another folder beside it, for the next life of the coordinator. */
  Path nextState() {
    stateName += "-restored";
    return state();
  }

  /** What the coordinator's present life has logged. */
  String coordinatorLog() {
    return coordinator.output();
  }

  /** The coordinator as it is at present, for its operator. */
  OperatorClient operator() {
    return Objects.requireNonNull(operator);
  }

  /** Address of the HTTP server, host:port. */
  String http() {
    return http;
  }

  void killCoordinator() throws InterruptedException {
    coordinator.kill();
    tally.killed(1, 0);
  }

  /** Starts it, and waits until it takes calls. */
  HamletProcess startCoordinator() throws IOException {
    HamletProcess process =
        HamletProcess.startBriefly(
            log("coordinator"),
            List.of("coordinator", "--grpc-port=0", "--http-port=0", "--state=" + state()));
    Matcher ready = process.await("coordinator ready grpc=(\\S+) http=(\\S+)", 600);
    CoordinatorAddress address = CoordinatorAddress.parse(ready.group(1));
    http = ready.group(2);
    disconnect();
    operator = OperatorClient.to(address);
    proxy.leadTo(address.port());
    coordinator = process;
    return process;
  }

  void killAgents(String group) throws Exception {
    Objects.requireNonNull(agents.get(group)).kill();
    tally.killed(0, 1);
  }

  /** Starts a group; it connects in the background. */
  void startAgents(String group) throws IOException {
    Path script = folder.resolve("faults-" + group + ".yaml");
    Files.writeString(script, FAULTS.formatted(seed + logs));
    agents.put(
        group,
        HamletProcess.startBriefly(
            log(group),
            List.of(
                "simulate",
                "--devices=" + DEVICES_PER_GROUP,
                "--prefix=" + group,
                "--seed=" + seed,
                "--speed=4",
                "--faults=" + script,
                "--state=" + disk(group).folder().resolve("state"),
                "--coordinator=" + proxy.address())));
  }

  /** Waits a while for a group to be connected; the coordinator may be unable to take it in. */
  void awaitConnected(String group) throws InterruptedException {
    HamletProcess process = Objects.requireNonNull(agents.get(group));
    long untilNs = clock.monotonicNs() + CONNECTED_WITHIN_NS;
    while (!process.output().contains("devices are connected") && clock.monotonicNs() < untilNs) {
      clock.waitUntil(clock.monotonicNs() + 50_000_000);
    }
  }

  /** Deletes what a group of agents, which is dead, has of models and inputs. */
  void forgetArtifacts(String group) throws IOException {
    FileTree.delete(disk(group).folder().resolve("state").resolve("artifacts"));
  }

  /** Ends everything in order, so that the coordinator has saved what it knows. */
  void stop() {
    agents.values().forEach(HamletProcess::close);
    coordinator.close();
  }

  /** SIGSTOP and SIGCONT. */
  void freeze(String group, boolean on) throws Exception {
    Objects.requireNonNull(agents.get(group)).signal(on ? "STOP" : "CONT");
  }

  /** What a supervisor and a person do: what has ended by itself is started again. */
  void lookAfter() throws IOException {
    if (!coordinator.isAlive()) {
      tally.endedByItself();
      var unused = startCoordinator();
    }
    for (String group : GROUPS) {
      if (!Objects.requireNonNull(agents.get(group)).isAlive()) {
        tally.endedByItself();
        startAgents(group);
      }
    }
    operator().devices().stream()
        .filter(device -> device.getState().equals("quarantined"))
        .forEach(this::release);
  }

  private void release(DeviceStatus device) {
    tally.released();
    var unused =
        operator()
            .change(
                ChangeDeviceRequest.newBuilder()
                    .setDevice(device.getDevice())
                    .setChange(ChangeDeviceRequest.Change.RELEASE)
                    .setReason("the chaos suite's doing")
                    .build());
  }

  private void disconnect() {
    if (operator != null) {
      operator.close();
    }
  }

  private Path log(String name) {
    return folder.resolve("%04d-%s.log".formatted(++logs, name));
  }

  /** Ends everything; counts how often clocks stepped and links were slow by the agents' script. */
  @Override
  public void close() throws IOException {
    disconnect();
    stop();
    proxy.close();
    disks.values().forEach(ChaosDisk::close);
    disk.close();
    tally.scripted(ChaosFiles.scripted(folder));
  }
}
