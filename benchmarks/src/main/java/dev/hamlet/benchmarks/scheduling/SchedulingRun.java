package dev.hamlet.benchmarks.scheduling;

import com.sun.management.OperatingSystemMXBean;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.device.DeviceState;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A coordinator in this process and a fleet of simulated boards in another, over real connections
 * on the loopback interface: both share the machine's CPUs.
 */
final class SchedulingRun implements AutoCloseable {

  private static final int SUBMISSIONS = 5;

  private final SystemClock clock = new SystemClock();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final Patience patience;
  private final Path folder;
  private final int devices;
  private final SimulatedExperiment experiment;
  private final double bytesPerDevice;
  private final FleetProcess fleet;
  private Coordinator coordinator;
  private long seed;
  private long lastToken;

  /**
   * Connects the whole fleet.
   *
   * @param progress takes lines for people
   */
  SchedulingRun(Path folder, int devices, Consumer<String> progress)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.devices = devices;
    this.patience = new Patience(clock, clock, progress);
    say("connecting");
    coordinator = Coordinator.open(config(0));
    experiment = new SimulatedExperiment(state(), folder.resolve("made"));
    long emptyBytes = usedBytes();
    fleet = FleetProcess.start(coordinator.grpcPort(), devices, folder.resolve("fleet"));
    awaitIdle("boards are connected");
    bytesPerDevice = (double) (usedBytes() - emptyBytes) / devices;
  }

  /** Heap of the coordinator for one device that is connected and idle. */
  double bytesPerDevice() {
    return bytesPerDevice;
  }

  /**
   * Leases from the submission of an experiment until every device has one that is durable: the
   * median of {@value #SUBMISSIONS} submissions, after one that warms both processes up.
   */
  Phase leases() throws InterruptedException {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i <= SUBMISSIONS; i++) {
      phases.add(leasesOnce());
      say(phases.get(i).line(i == 0 ? "warm-up" : "leases").strip());
      awaitIdle("boards are done with their trials");
    }
    List<Phase> warm = phases.subList(1, phases.size());
    return warm.stream()
        .sorted(Comparator.comparingDouble(Phase::perSecond))
        .toList()
        .get(SUBMISSIONS / 2);
  }

  private Phase leasesOnce() throws InterruptedException {
    while (coordinator.store().lease(lastToken + 1).isPresent()) {
      lastToken++;
    }
    Spent spent = new Spent();
    submit(2, 1);
    patience.await(
        "the last lease is durable",
        1,
        () -> coordinator.store().lease(lastToken + devices).isPresent() ? 1 : 0);
    return spent.on(devices);
  }

  /**
   * Trials from grant to stored result, over all boards; each runs so many, after half of them that
   * warm both processes up.
   */
  Phase trials(int each) throws InterruptedException {
    var unused = trialsOnce((each + 1) / 2);
    return trialsOnce(each);
  }

  private Phase trialsOnce(int each) throws InterruptedException {
    long all = (long) each * devices;
    long before = coordinator.cellCounters().stored();
    Spent spent = new Spent();
    submit(each, 1);
    patience.await("trials are stored", all, () -> coordinator.cellCounters().stored() - before);
    Phase phase = spent.on(coordinator.cellCounters().stored() - before);
    say(phase.line("trial cycles").strip());
    awaitIdle("leases have ended");
    return phase;
  }

  /** Ends the coordinator and starts it again on the same port. */
  RestartFigures restart() throws InterruptedException {
    int port = coordinator.grpcPort();
    say("restart of the coordinator");
    coordinator.close();
    Spent spent = new Spent();
    RestartWatch connections = new RestartWatch();
    RestartWatch cpu = new RestartWatch();
    coordinator = Coordinator.open(config(port));
    patience.await(
        "boards are back",
        devices,
        () -> {
          long connected = count(DeviceSnapshot::connected);
          connections.look(clock.monotonicNs(), (double) connected);
          cpu.look(clock.monotonicNs(), system.getProcessCpuTime() / 1e9);
          return connected;
        });
    Phase phase = spent.on(devices);
    return new RestartFigures(
        devices,
        phase.seconds(),
        (int) connections.most(),
        cpu.most(),
        phase.coordinatorCpuSeconds(),
        phase.fleetCpuSeconds());
  }

  /** Heap of the coordinator for one waiting cell; the experiment is paused before it begins. */
  double bytesPerCell(int cellsPerDevice) throws InterruptedException {
    awaitIdle("boards are idle");
    say("memory of waiting cells");
    long before = usedBytes();
    String id = submit(4, cellsPerDevice);
    experiment.pause(channel(), id);
    awaitIdle("boards are done with their rounds in hand");
    return (double) (usedBytes() - before) / ((long) cellsPerDevice * devices);
  }

  private String submit(int trials, int cells) {
    return experiment.submit(channel(), trials, cells, ++seed);
  }

  private ManagedChannel channel() {
    return Channels.open("127.0.0.1", coordinator.grpcPort(), TransportSecurity.PLAINTEXT);
  }

  private void awaitIdle(String what) throws InterruptedException {
    patience.await(what, devices, () -> count(device -> device.state() == DeviceState.AVAILABLE));
  }

  private void say(String what) {
    patience.say(String.format(Locale.ROOT, "%,d boards: %s", devices, what));
  }

  private long count(Predicate<DeviceSnapshot> which) {
    return coordinator.registry().snapshots().stream().filter(which).count();
  }

  private long usedBytes() {
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private Path state() {
    return folder.resolve("coordinator");
  }

  private CoordinatorConfig config(int grpcPort) {
    return CoordinatorConfig.in(state(), "benchmark").withPorts(grpcPort, 0);
  }

  @Override
  public void close() {
    fleet.close();
    coordinator.close();
  }

  /** Time and CPU time from now on. */
  private final class Spent {

    private final long startNs = clock.monotonicNs();
    private final long cpuNs = system.getProcessCpuTime();
    private final long fleetCpuNs = fleet.cpu().toNanos();

    Phase on(long count) {
      return new Phase(
          count,
          (clock.monotonicNs() - startNs) / 1e9,
          (system.getProcessCpuTime() - cpuNs) / 1e9,
          (fleet.cpu().toNanos() - fleetCpuNs) / 1e9);
    }
  }
}
