package dev.hamlet.benchmarks.makespan;

import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Backlog;
import dev.hamlet.coordinator.schedule.ExperimentRank;
import dev.hamlet.coordinator.schedule.Grant;
import dev.hamlet.coordinator.schedule.IdleDevice;
import dev.hamlet.coordinator.schedule.OpenGroup;
import dev.hamlet.coordinator.schedule.Scheduler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One fleet in virtual time under the coordinator's scheduler and cost model. Parts are planned as
 * at submit: as many cells on each device that may run them, whatever its speed. A part that is in
 * hand when its device is lost is abandoned, as {@code devices retire} does.
 */
final class FleetRun {

  private static final ExperimentRank RANK = ExperimentRank.of("e-1", 1, 0);
  private static final String FIRST_MODE = "MAXN";

  private final FleetCase fleet;
  private final LearntCosts costs;
  private final Backlog backlog = new Backlog();
  private final Map<String, FleetDevice> devices = new TreeMap<>();
  private final Map<String, String> modes = new HashMap<>();
  private final Map<String, Lease> held = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::seconds).thenComparing(Event::device));
  private final List<FleetPart> done = new ArrayList<>();
  private double nowSeconds;
  private double lastSeconds;

  private record Event(double seconds, String device, boolean loss) {}

  private record Lease(CellGroup group, @Nullable FleetPart part) {}

  /**
   * How it went.
   *
   * @param seconds until the last part was done
   * @param done parts that were
   */
  record Outcome(double seconds, List<FleetPart> done) {}

  FleetRun(FleetCase fleet, LearntCosts costs) {
    this.fleet = fleet;
    this.costs = costs;
    fleet.devices().forEach(device -> devices.put(device.name(), device));
  }

  Outcome run() {
    plan();
    fleet.devices().forEach(this::begin);
    place();
    while (!events.isEmpty()) {
      Event event = events.remove();
      nowSeconds = event.seconds();
      if (event.loss()) {
        lose(event.device());
      } else if (devices.containsKey(event.device())) {
        end(event.device());
      }
      place();
    }
    if (backlog.size() > 0) {
      throw new IllegalStateException(backlog.size() + " parts were never placed");
    }
    return new Outcome(lastSeconds, List.copyOf(done));
  }

  private void plan() {
    Map<String, Integer> cells = new HashMap<>();
    for (FleetPart part : fleet.parts()) {
      List<String> able =
          devices.values().stream().filter(part::mayRunOn).map(FleetDevice::name).toList();
      String home =
          able.stream()
              .min(Comparator.comparingInt(name -> cells.getOrDefault(name, 0)))
              .orElseThrow();
      cells.merge(home, part.cells().size(), Integer::sum);
      waits(part, new CellGroup("e-1", home, part.powerMode(), part.number()), Set.copyOf(able));
    }
  }

  private void waits(FleetPart part, CellGroup group, Set<String> able) {
    String home = group.device();
    double seconds = costs.seconds(part, home);
    backlog.waits(
        new OpenGroup(
            group, RANK, 0, seconds, costs.pace(home), part.number(), able, false, Set.of()));
  }

  /** Other work of before, if there is any. */
  private void begin(FleetDevice device) {
    modes.put(device.name(), FIRST_MODE);
    if (device.releaseSeconds() > 0) {
      CellGroup other = new CellGroup("e-0", device.name(), FIRST_MODE, 0);
      hold(other, null, device.releaseSeconds(), device.releaseSeconds());
    }
    if (Double.isFinite(device.lostSeconds())) {
      events.add(new Event(device.lostSeconds(), device.name(), true));
    }
  }

  private void place() {
    List<IdleDevice> idle =
        devices.keySet().stream()
            .filter(name -> !held.containsKey(name))
            .map(name -> new IdleDevice(name, "", false, mode(name), Set.of()))
            .toList();
    Scheduler.place(
            backlog, idle, devices::containsKey, (group, device) -> costs.pace(device), nowNs())
        .forEach(this::grant);
  }

  private void grant(Grant grant) {
    FleetPart part = part(grant.group());
    FleetDevice device = known(devices.get(grant.device()));
    double switches = mode(device.name()).equals(part.powerMode()) ? 0 : fleet.switchSeconds();
    modes.put(device.name(), part.powerMode());
    backlog.forget(grant.group());
    hold(
        grant.group().on(device.name()),
        part,
        switches + part.work() / device.speed(),
        costs.seconds(part, device.name()));
  }

  private void hold(
      CellGroup group, @Nullable FleetPart part, double takesSeconds, double expectedSeconds) {
    held.put(group.device(), new Lease(group, part));
    backlog.runs(
        new OpenGroup(
            group, RANK, 0, expectedSeconds, 1, 0, Set.of(group.device()), true, Set.of()),
        "",
        false,
        nowNs());
    events.add(new Event(nowSeconds + takesSeconds, group.device(), false));
  }

  private void end(String device) {
    Lease lease = known(held.remove(device));
    backlog.forget(lease.group());
    FleetPart part = lease.part();
    if (part != null) {
      costs.learn(part, known(devices.get(device)));
      done.add(part);
      lastSeconds = nowSeconds;
    }
  }

  private void lose(String device) {
    devices.remove(device);
    Lease lease = held.remove(device);
    if (lease != null) {
      backlog.forget(lease.group());
    }
  }

  private long nowNs() {
    return Math.round(nowSeconds * 1e9);
  }

  private static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  private String mode(String device) {
    return modes.getOrDefault(device, FIRST_MODE);
  }

  private FleetPart part(CellGroup group) {
    return fleet.parts().get(group.part());
  }
}
