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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A coordinator in this process and a fleet of simulated boards in another, over real connections
 * on the loopback interface: both share the machine's CPUs.
 */
final class SchedulingRun implements AutoCloseable {

  private static final long LOOK_NS = 10_000_000;
  private static final long PATIENCE_NS = 300_000_000_000L;
  private static final int SUBMISSIONS = 5;

  private final SystemClock clock = new SystemClock();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final Path folder;
  private final int devices;
  private final SimulatedExperiment experiment;
  private final double bytesPerDevice;
  private final FleetProcess fleet;
  private Coordinator coordinator;
  private long seed;
  private long lastToken;

  /** Connects the whole fleet. */
  SchedulingRun(Path folder, int devices) throws IOException, InterruptedException {
    this.folder = folder;
    this.devices = devices;
    coordinator = Coordinator.open(config(0));
    experiment = new SimulatedExperiment(state(), folder.resolve("made"));
    long emptyBytes = usedBytes();
    fleet = FleetProcess.start(coordinator.grpcPort(), devices, folder.resolve("fleet"));
    await("every device connects", this::idle);
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
      await("the trials end", this::idle);
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
    await(
        "every device gets a lease",
        () -> coordinator.store().lease(lastToken + devices).isPresent());
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
    await("the trials end", () -> coordinator.cellCounters().stored() - before >= all);
    Phase phase = spent.on(coordinator.cellCounters().stored() - before);
    await("the leases end", this::idle);
    return phase;
  }

  /** Ends the coordinator and starts it again on the same port. */
  RestartFigures restart() throws InterruptedException {
    int port = coordinator.grpcPort();
    coordinator.close();
    Spent spent = new Spent();
    RestartWatch connections = new RestartWatch();
    RestartWatch cpu = new RestartWatch();
    coordinator = Coordinator.open(config(port));
    await(
        "every device comes back",
        () -> {
          long connected = count(DeviceSnapshot::connected);
          connections.look(clock.monotonicNs(), (double) connected);
          cpu.look(clock.monotonicNs(), system.getProcessCpuTime() / 1e9);
          return connected == devices;
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
    await("nothing is at work", this::idle);
    long before = usedBytes();
    String id = submit(4, cellsPerDevice);
    experiment.pause(channel(), id);
    await("the rounds in hand end", this::idle);
    return (double) (usedBytes() - before) / ((long) cellsPerDevice * devices);
  }

  private String submit(int trials, int cells) {
    return experiment.submit(channel(), trials, cells, ++seed);
  }

  private ManagedChannel channel() {
    return Channels.open("127.0.0.1", coordinator.grpcPort(), TransportSecurity.PLAINTEXT);
  }

  private boolean idle() {
    return count(device -> device.state() == DeviceState.AVAILABLE) == devices;
  }

  private long count(Predicate<DeviceSnapshot> which) {
    return coordinator.registry().snapshots().stream().filter(which).count();
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      if (clock.monotonicNs() > deadlineNs) {
        throw new IllegalStateException("not within five minutes: " + what);
      }
      clock.waitUntil(clock.monotonicNs() + LOOK_NS);
    }
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
