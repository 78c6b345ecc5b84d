package dev.hamlet.coordinator.schedule;

import dev.hamlet.coordinator.experiment.CellGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Open cell groups by device and rank, waiting or leased: kept up to date group by group, so that a
 * placement looks at the devices that have become free and at nothing else. Not shared between
 * threads.
 */
public final class Backlog {

  private record Running(OpenGroup group, String host, boolean exclusive, long sinceNs) {}

  private final Map<CellGroup, OpenGroup> waiting = new HashMap<>();
  private final Map<String, NavigableMap<ExperimentRank, Map<CellGroup, OpenGroup>>> ofDevice =
      new HashMap<>();
  private final NavigableMap<ExperimentRank, Map<String, Map<CellGroup, OpenGroup>>> movable =
      new TreeMap<>();
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
    ofDevice
        .computeIfAbsent(group.device(), device -> new TreeMap<>())
        .computeIfAbsent(group.rank(), rank -> new LinkedHashMap<>())
        .put(group.group(), group);
    if (group.isMovable()) {
      movable
          .computeIfAbsent(group.rank(), rank -> new LinkedHashMap<>())
          .computeIfAbsent(group.device(), device -> new LinkedHashMap<>())
          .put(group.group(), group);
    }
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
   * Seconds until a device is through with an experiment: what it is leased, as far as that was not
   * done since, and what waits on it up to that rank.
   */
  public double secondsUntil(String device, ExperimentRank rank, long nowNs) {
    Running lease = runningOn.get(device);
    double sum = 0;
    if (lease != null) {
      sum = Math.max(0, lease.group().seconds() - (nowNs - lease.sinceNs()) * 1e-9);
    }
    for (Map<CellGroup, OpenGroup> groups : of(device).headMap(rank, true).values()) {
      sum += groups.values().stream().mapToDouble(OpenGroup::seconds).sum();
    }
    return sum;
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

  /** What waits on a device, the best rank first. */
  NavigableMap<ExperimentRank, Map<CellGroup, OpenGroup>> of(String device) {
    NavigableMap<ExperimentRank, Map<CellGroup, OpenGroup>> queue = ofDevice.get(device);
    return queue == null ? new TreeMap<>() : queue;
  }

  /** What waits and may go elsewhere, by the device it is planned for; the best rank first. */
  NavigableMap<ExperimentRank, Map<String, Map<CellGroup, OpenGroup>>> movable() {
    return movable;
  }

  /** Devices that something waits on. */
  public Set<String> devices() {
    return ofDevice.keySet();
  }

  /** Everything that waits, in no order. */
  public Collection<OpenGroup> all() {
    return waiting.values();
  }

  private void unindex(OpenGroup known) {
    remove(ofDevice.get(known.device()), known.rank(), known.group());
    if (of(known.device()).isEmpty()) {
      ofDevice.remove(known.device());
    }
    Map<String, Map<CellGroup, OpenGroup>> homes = movable.get(known.rank());
    if (homes != null) {
      remove(homes, known.device(), known.group());
      if (homes.isEmpty()) {
        movable.remove(known.rank());
      }
    }
  }

  private static <K> void remove(
      @Nullable Map<K, Map<CellGroup, OpenGroup>> index, K key, CellGroup group) {
    Map<CellGroup, OpenGroup> groups = index == null ? null : index.get(key);
    if (index != null && groups != null) {
      groups.remove(group);
      if (groups.isEmpty()) {
        index.remove(key);
      }
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
