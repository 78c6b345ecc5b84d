package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Open cell groups, waiting or leased. What waits lies in pools by experiment and by the devices
 * that may run it, kept up to date group by group, so that a placement looks at the devices that
 * have become free and at nothing else. Not shared between threads.
 */
public final class Backlog {

  private record Running(OpenGroup group, String host, boolean exclusive, long sinceNs) {}

  private final Map<CellGroup, OpenGroup> waiting = new HashMap<>();
  private final NavigableMap<ExperimentRank, Map<Set<String>, Pool>> pools = new TreeMap<>();
  private final Map<String, NavigableMap<ExperimentRank, List<Pool>>> ofDevice = new HashMap<>();
  private final Map<String, Double> seconds = new HashMap<>();
  private final Map<CellGroup, Running> running = new HashMap<>();
  private final Map<String, Running> runningOn = new HashMap<>();
  private final Map<String, Integer> leases = new HashMap<>();
  private final Map<String, Integer> hosts = new HashMap<>();
  private final Map<String, Integer> exclusiveHosts = new HashMap<>();

  /** A group waits, or waits with other facts than before. */
  public void waits(OpenGroup group) {
    forget(group.group());
    waiting.put(group.group(), group);
    pools
        .computeIfAbsent(group.rank(), rank -> new HashMap<>())
        .computeIfAbsent(group.able(), able -> open(new Pool(group.rank(), able)))
        .add(group);
    load(group.device(), group.seconds());
  }

  /**
   * A group is leased.
   *
   * @param group with the device that holds the lease
   * @param host the device's host; empty if it is its only one
   * @param exclusive whether the device wants its host for itself
   * @param nowNs coordinator monotonic ns
   */
  public void runs(OpenGroup group, String host, boolean exclusive, long nowNs) {
    forget(group.group());
    Running lease = new Running(group, host, exclusive, nowNs);
    running.put(group.group(), lease);
    runningOn.put(group.device(), lease);
    leases.merge(group.group().experimentId(), 1, Integer::sum);
    if (!host.isEmpty()) {
      hosts.merge(host, 1, Integer::sum);
      if (exclusive) {
        exclusiveHosts.merge(host, 1, Integer::sum);
      }
    }
    load(group.device(), group.seconds());
  }

  /** A group neither waits nor runs. */
  public void forget(CellGroup group) {
    OpenGroup known = waiting.remove(group);
    if (known != null) {
      unindex(known);
      load(known.device(), -known.seconds());
    }
    Running lease = running.remove(group);
    if (lease != null) {
      less(leases, group.experimentId());
      if (!lease.host().isEmpty()) {
        less(hosts, lease.host());
        if (lease.exclusive()) {
          less(exclusiveHosts, lease.host());
        }
      }
      runningOn.remove(group.device(), lease);
      load(group.device(), -lease.group().seconds());
    }
  }

  /** The group as it waits; null if it does not. */
  public @Nullable OpenGroup waiting(CellGroup group) {
    return waiting.get(group);
  }

  /** How many groups wait. */
  public int size() {
    return waiting.size();
  }

  /** Seconds of work that a device has before it, leased and waiting. */
  public double secondsOf(String device) {
    return seconds.getOrDefault(device, 0.0);
  }

  /**
   * Seconds until a device is through with what no other device may do: with its lease, and with
   * what waits for it alone up to that rank. A lease that is overdue by some time is expected to
   * take that long again.
   */
  double secondsBefore(String device, ExperimentRank rank, long nowNs) {
    Running lease = runningOn.get(device);
    double sum =
        lease == null ? 0 : Math.abs(lease.group().seconds() - (nowNs - lease.sinceNs()) * 1e-9);
    for (List<Pool> some : of(device).headMap(rank, true).values()) {
      Pool least = some.get(0);
      sum += least.isMovable() ? 0 : least.seconds();
    }
    return sum;
  }

  /** Whether a device holds a lease. */
  boolean isRunning(String device) {
    return runningOn.containsKey(device);
  }

  /** Devices that hold leases of an experiment. */
  Stream<String> running(String experimentId) {
    return runningOn.values().stream()
        .map(Running::group)
        .filter(group -> group.group().experimentId().equals(experimentId))
        .map(OpenGroup::device);
  }

  /** Leases of an experiment. */
  int leasesOf(String experimentId) {
    return leases.getOrDefault(experimentId, 0);
  }

  /** Leases on a host. */
  int leasesOn(String host) {
    return hosts.getOrDefault(host, 0);
  }

  /** Whether a device that wants the host for itself holds a lease. */
  boolean isTaken(String host) {
    return exclusiveHosts.containsKey(host);
  }

  /**
   * Pools of what a device may run, the best rank first; of a rank those that fewest devices may
   * run.
   */
  NavigableMap<ExperimentRank, List<Pool>> of(String device) {
    return ofDevice.getOrDefault(device, new TreeMap<>());
  }

  /** Pools of an experiment. */
  Collection<Pool> poolsOf(ExperimentRank rank) {
    return pools.getOrDefault(rank, Map.of()).values();
  }

  /** Pools of this or a better rank that more than one device may run. */
  Stream<Pool> movable(ExperimentRank worst) {
    return pools.headMap(worst, true).values().stream()
        .flatMap(some -> some.values().stream())
        .filter(Pool::isMovable);
  }

  /** Everything that waits, in no order. */
  public Collection<OpenGroup> all() {
    return waiting.values();
  }

  private void unindex(OpenGroup known) {
    Map<Set<String>, Pool> ofRank = pools.getOrDefault(known.rank(), Map.of());
    Pool pool = Objects.requireNonNull(ofRank.get(known.able()));
    pool.remove(known);
    if (pool.size() == 0) {
      ofRank.remove(known.able());
      pools.remove(known.rank(), Map.of());
      pool.able().forEach(device -> close(device, pool));
    }
  }

  private Pool open(Pool pool) {
    for (String device : pool.able()) {
      List<Pool> some =
          ofDevice
              .computeIfAbsent(device, key -> new TreeMap<>())
              .computeIfAbsent(pool.rank(), rank -> new ArrayList<>());
      some.add(pool);
      some.sort(Comparator.comparingInt(one -> one.able().size()));
    }
    return pool;
  }

  private void close(String device, Pool pool) {
    NavigableMap<ExperimentRank, List<Pool>> ranks = of(device);
    ranks.computeIfPresent(
        pool.rank(), (rank, some) -> some.remove(pool) && some.isEmpty() ? null : some);
    if (ranks.isEmpty()) {
      ofDevice.remove(device);
    }
  }

  private void load(String device, double more) {
    double sum = secondsOf(device) + more;
    if (Math.abs(sum) < 1e-6) {
      seconds.remove(device);
    } else {
      seconds.put(device, sum);
    }
  }

  private static void less(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }
}
