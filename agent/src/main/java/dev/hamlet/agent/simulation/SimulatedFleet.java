package dev.hamlet.agent.simulation;

import dev.hamlet.agent.artifact.ArtifactFetcher;
import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.lease.LoadRequests;
import dev.hamlet.agent.simulation.fault.FaultKind;
import dev.hamlet.agent.simulation.fault.FaultPlan.Occurrence;
import dev.hamlet.agent.uplink.ArtifactDownload;
import dev.hamlet.agent.uplink.Channels;
import dev.hamlet.common.artifact.ArtifactStore;
import dev.hamlet.common.time.SystemClock;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Simulated boards with their agents, in this process, over real connections.
 *
 * <p>A board starts where this machine's clock stands and has a boot of its own for each process,
 * so that stamps of an earlier fleet of the same names are never compared with its own.
 */
public final class SimulatedFleet implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final Duration DRAIN_ALL = Duration.ofSeconds(8);

  private final FleetPlan plan;
  private final SystemClock clock = new SystemClock();
  private final FleetThreads threads;
  private final List<ManagedChannel> connections = new ArrayList<>();
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private boolean closed;

  private SimulatedFleet(FleetPlan plan) {
    this.plan = plan;
    this.threads = new FleetThreads(plan.devices());
  }

  /** Starts every agent; they connect in the background. */
  public static SimulatedFleet start(FleetPlan plan, FleetListener listener) {
    SimulatedFleet fleet = new SimulatedFleet(plan);
    try {
      fleet.build(listener);
      fleet.devices.forEach(SimulatedDevice::start);
      fleet.script();
      return fleet;
    } catch (RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** How many devices there are. */
  public int devices() {
    return devices.size();
  }

  private void build(FleetListener listener) {
    ArtifactStore artifacts = new ArtifactStore(plan.state().resolve("artifacts"));
    ManagedChannel connection = connect(); // the first is for artifacts alone
    ArtifactDownload download = new ArtifactDownload(connection);
    LoadRequests requests =
        new LoadRequests(
            artifacts, new ArtifactFetcher(artifacts, download, clock, clock, new Random()));
    String boot = UUID.randomUUID().toString();
    List<String> names = plan.names();
    for (int i = 0; i < names.size(); i++) {
      if (i % plan.devicesPerConnection() == 0) {
        connection = connect();
      }
      SharedParts shared =
          new SharedParts(plan, connection, threads.link(i), threads.work(i), clock, listener);
      String name = names.get(i);
      BoardFiles files =
          plan.faults().has(FaultKind.DISK_FULL, name)
              ? BoardFiles.own(plan.state(), name, download, clock, clock)
              : BoardFiles.shared(plan.state(), name, requests);
      devices.add(new SimulatedDevice(identity(name, boot), seed(name), files, shared));
    }
  }

  private ManagedChannel connect() {
    ManagedChannel connection =
        Channels.open(plan.coordinator().host(), plan.coordinator().port(), plan.security());
    connections.add(connection);
    return connection;
  }

  private DeviceIdentity identity(String name, String boot) {
    Map<String, String> labels = new HashMap<>(plan.labels());
    labels.put("simulated", "true");
    return new DeviceIdentity(
        name,
        boot + "/" + name,
        name,
        "simulated",
        System.getProperty("java.version", ""),
        6,
        labels);
  }

  private long seed(String name) {
    return plan.seed() * 1_000_003 + name.hashCode();
  }

  private void script() {
    for (SimulatedDevice device : devices) {
      play(device, plan.faults().of(device.name()), Duration.ZERO);
    }
  }

  /** One at a time: a script of rates has no end. */
  private void play(SimulatedDevice device, Iterator<Occurrence> rest, Duration now) {
    if (rest.hasNext()) {
      Occurrence next = rest.next();
      ScheduledFuture<?> unused =
          threads
              .link(0)
              .schedule(
                  () -> {
                    device.suffer(next.fault());
                    play(device, rest, next.at());
                  },
                  next.at().minus(now).toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  /** Hands leases back, delivers what it can within seconds, ends; idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    devices.forEach(SimulatedDevice::stop);
    try {
      awaitWork();
      long deadlineNs = clock.monotonicNs() + DRAIN_ALL.toNanos();
      for (SimulatedDevice device : devices) {
        long leftNs = Math.max(0, deadlineNs - clock.monotonicNs());
        device.close(Duration.ofNanos(Math.min(leftNs, DRAIN.toNanos())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
    connections.forEach(Channels::close);
  }

  /** Until every working thread has done what stopping asked of it. */
  private void awaitWork() throws InterruptedException {
    for (int turn = 0; turn < 2; turn++) { // stopping wakes the work, the work hands leases back
      CountDownLatch done = new CountDownLatch(threads.works().size());
      threads.works().forEach(work -> work.execute(done::countDown));
      var unused = done.await(DRAIN_ALL.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
