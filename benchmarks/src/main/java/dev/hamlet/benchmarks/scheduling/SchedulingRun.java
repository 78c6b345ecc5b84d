package dev.hamlet.benchmarks.scheduling;

import com.sun.management.OperatingSystemMXBean;
import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.simulation.FleetListener;
import dev.hamlet.agent.simulation.FleetPlan;
import dev.hamlet.agent.simulation.SimulatedFleet;
import dev.hamlet.agent.simulation.Speed;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.coordinator.Coordinator;
import dev.hamlet.coordinator.CoordinatorConfig;
import dev.hamlet.coordinator.device.DeviceState;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * One coordinator and a fleet of simulated boards in this process, over real connections on the
 * loopback interface: both ends share its CPUs and its heap.
 */
final class SchedulingRun implements AutoCloseable {

  private static final long LOOK_NS = 10_000_000;
  private static final long PATIENCE_NS = 180_000_000_000L;
  private static final List<String> RAILS = List.of("VDD_IN");

  private final SystemClock clock = new SystemClock();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ConcurrentLinkedQueue<Long> connections = new ConcurrentLinkedQueue<>();
  private final Path folder;
  private final int devices;
  private final SimulatedExperiment experiment;
  private final double bytesPerDevice;
  private final SimulatedFleet fleet;
  private Coordinator coordinator;

  /** Connects the whole fleet. */
  SchedulingRun(Path folder, int devices, int devicesPerConnection)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.devices = devices;
    coordinator = Coordinator.open(config(0));
    experiment = new SimulatedExperiment(state(), folder.resolve("made"));
    long emptyBytes = usedBytes();
    fleet = SimulatedFleet.start(plan(devicesPerConnection), new Told());
    await("every device connects", () -> available() == devices);
    bytesPerDevice = (double) (usedBytes() - emptyBytes) / devices;
  }

  /** Heap of both ends for one device that is connected and idle. */
  double bytesPerDevice() {
    return bytesPerDevice;
  }

  /**
   * Leases a second, each durable before it is sent: from the submission until every device has
   * one.
   */
  double leasesPerSecond() throws InterruptedException {
    long startNs = clock.monotonicNs();
    submit(2, List.of("MAXN"), 1);
    await("every device gets a lease", () -> coordinator.store().lease(devices).isPresent());
    double seconds = (clock.monotonicNs() - startNs) / 1e9;
    await("the trials end", this::idle);
    return devices / seconds;
  }

  /** Trials a second from grant to stored result, over all boards. */
  double trialCyclesPerSecond(int trials) throws InterruptedException {
    long before = coordinator.cellCounters().stored();
    long startNs = clock.monotonicNs();
    submit(trials, List.of("MAXN"), 2);
    await(
        "the trials end",
        () -> coordinator.cellCounters().stored() - before >= (long) trials * devices);
    return (coordinator.cellCounters().stored() - before) / ((clock.monotonicNs() - startNs) / 1e9);
  }

  /** Ends the coordinator and starts it again on the same port. */
  RestartFigures restart() throws InterruptedException {
    int port = coordinator.grpcPort();
    coordinator.close();
    connections.clear();
    long startNs = clock.monotonicNs();
    long cpuNs = system.getProcessCpuTime();
    coordinator = Coordinator.open(config(port));
    await("every device comes back", () -> available() == devices);
    double seconds = (clock.monotonicNs() - startNs) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpuNs) / 1e9;
    return new RestartFigures(devices, seconds, cpuSeconds, peak(startNs));
  }

  /** Most devices that came back within one second. */
  private int peak(long startNs) {
    int[] bySecond = new int[(int) (PATIENCE_NS / 1_000_000_000) + 1];
    connections.forEach(ns -> bySecond[(int) ((ns - startNs) / 1_000_000_000)]++);
    int peak = 0;
    for (int count : bySecond) {
      peak = Math.max(peak, count);
    }
    return peak;
  }

  private void submit(int trials, List<String> modes, long seed) {
    ManagedChannel channel =
        Channels.open("127.0.0.1", coordinator.grpcPort(), TransportSecurity.PLAINTEXT);
    try {
      experiment.submit(channel, trials, modes, seed);
    } finally {
      Channels.close(channel);
    }
  }

  private boolean idle() {
    return available() == devices;
  }

  private long available() {
    return coordinator.registry().snapshots().stream()
        .filter(device -> device.state() == DeviceState.AVAILABLE)
        .count();
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadlineNs = clock.monotonicNs() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      if (clock.monotonicNs() > deadlineNs) {
        throw new IllegalStateException("not within three minutes: " + what);
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

  private FleetPlan plan(int devicesPerConnection) {
    return new FleetPlan(
        devices,
        "sim",
        new CoordinatorAddress("127.0.0.1", coordinator.grpcPort()),
        TransportSecurity.PLAINTEXT,
        1,
        Speed.MAX,
        RAILS,
        Map.of(),
        FaultPlan.NONE,
        folder.resolve("fleet"),
        devicesPerConnection,
        "benchmark");
  }

  @Override
  public void close() {
    fleet.close();
    coordinator.close();
  }

  /** Notes when devices connect. */
  private final class Told implements FleetListener {

    @Override
    public void connected(String device) {
      connections.add(clock.monotonicNs());
    }

    @Override
    public void refused(String device, HamletException refusal) {
      throw new IllegalStateException(device, refusal);
    }

    @Override
    public void fault(String device, String words) {
      // no script, no faults
    }
  }
}
