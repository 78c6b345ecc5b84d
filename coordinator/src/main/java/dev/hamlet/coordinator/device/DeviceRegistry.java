package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.fleet.DeviceStanding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every device ever seen, and how it is now.
 *
 * <p>Threads: everything on the event loop, except {@link #snapshots()}, {@link #snapshot} and
 * {@link #metersOf}, which any thread may call.
 */
public final class DeviceRegistry {

  /** Silence after which a device is suspect. */
  public static final Duration SUSPECT_AFTER = Duration.ofSeconds(15);

  /** Silence after which a device is lost. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(30);

  /** So long a board that a person should look at gets no new lease, unless it measures well. */
  public static final Duration CONCERN_FOR = Duration.ofMinutes(10);

  /**
   * The same for a simulated board: nobody can look at it, and its time may pass faster than ours.
   */
  public static final Duration SIMULATED_CONCERN_FOR = Duration.ofSeconds(10);

  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final DeviceClocks clocks;
  private final Map<String, Device> devices = new TreeMap<>();
  private final Map<String, DeviceSnapshot> snapshots = new ConcurrentSkipListMap<>();
  private final AttachedMeters meters = new AttachedMeters();
  private final Set<String> available = new TreeSet<>();
  private final Set<String> freed = new TreeSet<>();

  /**
   * A registry that knows devices from an earlier life; they are silent from now on, until they say
   * hello.
   *
   * @param known in any order
   */
  public DeviceRegistry(MonotonicClock clock, EpochClock wallClock, List<DeviceRecord> known) {
    this(clock, wallClock, known, new DeviceClocks());
  }

  /**
   * A registry that keeps the devices' clocks where others can ask for them.
   *
   * @param known in any order
   */
  public DeviceRegistry(
      MonotonicClock clock, EpochClock wallClock, List<DeviceRecord> known, DeviceClocks clocks) {
    this.clock = clock;
    this.wallClock = wallClock;
    this.clocks = clocks;
    known.forEach(device -> devices.put(device.name(), silent(device)));
    devices.values().forEach(this::publish);
  }

  /**
   * Takes an agent in. One that speaks for a device whose agent is alive is refused, unless it is
   * the same life of the same agent on a new stream; then the old stream is closed.
   *
   * @throws HamletException ALREADY_EXISTS if it is refused
   */
  public DeviceSession connect(AgentHello hello, AgentLink link) {
    DeviceSession session = new DeviceSession(withCalibration(hello.device()), link);
    Device device = devices.computeIfAbsent(session.device(), name -> silent(hello.device()));
    DeviceSession old = device.session();
    if (old != null) {
      replace(old, session, device);
    }
    device.connected(session, clock.monotonicNs(), wallClock.epochMs());
    publish(device);
    return session;
  }

  /** Notes a heartbeat; one of a stream that was replaced is left out. */
  public void heard(DeviceSession session, AgentHeartbeat heartbeat) {
    if (isCurrent(session)) {
      clocks.add(session.device(), session.bootId(), heartbeat);
      device(session)
          .heard(
              heartbeat,
              clocks.figures(session.device(), session.bootId(), heartbeat.sentNs()),
              clock.monotonicNs(),
              wallClock.epochMs());
      publish(device(session));
    }
  }

  /** Notes that a stream is down, unless another has taken its place. */
  public void disconnected(DeviceSession session) {
    if (isCurrent(session)) {
      device(session).disconnected(wallClock.epochMs());
      publish(device(session));
    }
  }

  /** This process did not run for a while: nobody was silent meanwhile. */
  public void wasAway(Duration away) {
    devices.values().forEach(device -> device.notHeardFor(away.toNanos(), clock.monotonicNs()));
  }

  /** Makes silent devices suspect, then lost. */
  public void tick() {
    for (Device device : devices.values()) {
      if (device.silent(clock.monotonicNs(), wallClock.epochMs())) {
        publish(device);
      }
    }
  }

  /** Says whether a device holds a lease. */
  public void leased(String name, boolean holdsLease) {
    Device device = devices.get(name);
    if (device != null) {
      device.leased(holdsLease, clock.monotonicNs(), wallClock.epochMs());
      publish(device);
    }
  }

  /** A person should look at a device's board: it becomes suspect. */
  public void concerning(String name, String reason) {
    Device device = devices.get(name);
    if (device != null) {
      device.concerning(reason, clock.monotonicNs(), wallClock.epochMs());
      publish(device);
    }
  }

  /** A device's board has measured as it should. */
  public void trusted(String name) {
    Device device = devices.get(name);
    if (device != null) {
      device.trusted(wallClock.epochMs());
      publish(device);
    }
  }

  /** Something else is decided about a device; one that was never seen is left out. */
  public void stands(DeviceStanding standing) {
    Device device = devices.get(standing.device());
    if (device != null) {
      device.stands(standing, wallClock.epochMs());
      publish(device);
    }
  }

  /** What is decided about a device. */
  public DeviceStanding standing(String name) {
    Device device = devices.get(name);
    return device == null ? DeviceStanding.free(name) : device.standing();
  }

  /** Whether a device holds a lease, or does something else that keeps it from one. */
  public boolean isLeased(String name) {
    Device device = devices.get(name);
    return device != null && device.isLeased();
  }

  /** Boards whose agents are heard, whatever they may do; meters are none. */
  public Set<String> heard() {
    return boards(Device::answers);
  }

  /** Boards that are known, heard or not; neither meters nor what is retired. */
  public Set<String> inFleet() {
    return boards(board -> true);
  }

  private Set<String> boards(Predicate<Device> which) {
    return devices.entrySet().stream()
        .filter(entry -> !entry.getValue().attached() && which.test(entry.getValue()))
        .filter(entry -> entry.getValue().state() != DeviceState.RETIRED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A device has been calibrated; that is remembered when its agent says hello again. */
  public void calibrated(String name, SensorCalibration calibration) {
    Device device = devices.get(name);
    if (device != null) {
      device.calibrated(calibration);
      publish(device);
    }
  }

  /** What measuring costs a device was found out; from now on its agent says so, too. */
  public void metered(String name, MeterCost cost) {
    Device device = devices.get(name);
    if (device != null) {
      device.metered(cost);
      publish(device);
    }
  }

  /** What is known of a device; empty if it was never seen. */
  public Optional<DeviceRecord> description(String name) {
    return Optional.ofNullable(devices.get(name)).map(Device::description);
  }

  /** Devices that can take a lease now. */
  public Set<String> available() {
    return Set.copyOf(available);
  }

  /** Whether a device can take a lease now. */
  public boolean isAvailable(String name) {
    return available.contains(name);
  }

  /** Whether a device's agent says that it is about to stop, or has no stream any more. */
  public boolean isStopping(String name) {
    Device device = devices.get(name);
    return device == null || !device.takesLeases();
  }

  /** Devices that have become able to take a lease since this was last asked. */
  public Set<String> takeFreed() {
    Set<String> taken = Set.copyOf(freed);
    freed.clear();
    return taken;
  }

  /** How many devices were ever seen. */
  public int size() {
    return devices.size();
  }

  /** The open stream of a device's agent. */
  public Optional<DeviceSession> session(String name) {
    Device device = devices.get(name);
    return device == null ? Optional.empty() : Optional.ofNullable(device.session());
  }

  /** The state of a device; LOST if it was never seen. */
  public DeviceState state(String name) {
    Device device = devices.get(name);
    return device == null ? DeviceState.LOST : device.state();
  }

  /**
   * How long nothing has been heard of a device in this life of the coordinator: what was before
   * its start says nothing of a device's silence. Zero if it was never seen.
   */
  public Duration silence(String name) {
    Device device = devices.get(name);
    return device == null ? Duration.ZERO : Duration.ofNanos(device.silenceNs(clock.monotonicNs()));
  }

  /** Whether messages of the session still count: no newer stream has taken its place. */
  public boolean isCurrent(DeviceSession session) {
    Device device = devices.get(session.device());
    return device != null && device.session() == session;
  }

  /** All devices by name, as of the last change. Any thread may ask. */
  public List<DeviceSnapshot> snapshots() {
    return List.copyOf(snapshots.values());
  }

  /** A device as of its last change; empty if it was never seen. Any thread may ask. */
  public Optional<DeviceSnapshot> snapshot(String name) {
    return Optional.ofNullable(snapshots.get(name));
  }

  private Device silent(DeviceRecord device) {
    return new Device(device, clock.monotonicNs(), wallClock.epochMs());
  }

  /** Meters that are attached to a device, by name, connected or not. Any thread may ask. */
  public List<DeviceSnapshot> metersOf(String name) {
    return meters.of(name);
  }

  /** Its agent does not say in its hello what a calibration through here found. */
  private DeviceRecord withCalibration(DeviceRecord said) {
    Device known = devices.get(said.name());
    return known == null ? said : said.calibrated(known.description().calibration());
  }

  private static void replace(DeviceSession old, DeviceSession next, Device device) {
    if (!old.sessionId().equals(next.sessionId()) && device.answers()) {
      throw new HamletException(
          ErrorCode.ALREADY_EXISTS,
          "device "
              + next.device()
              + " is connected already by another agent; give this one another name");
    }
    old.link()
        .close(
            new HamletException(
                ErrorCode.UNAVAILABLE, "a newer stream of " + next.device() + " took over"));
  }

  private Device device(DeviceSession session) {
    Device device = devices.get(session.device());
    if (device == null) {
      throw new IllegalStateException("no device " + session.device());
    }
    return device;
  }

  private void publish(Device device) {
    String name = device.description().name();
    DeviceSnapshot snapshot = device.snapshot();
    snapshots.put(name, snapshot);
    meters.published(snapshot);
    boolean free =
        device.state() == DeviceState.AVAILABLE && device.takesLeases() && !device.attached();
    if (!free) {
      available.remove(name);
      freed.remove(name);
    } else if (available.add(name)) {
      freed.add(name);
    }
  }
}
