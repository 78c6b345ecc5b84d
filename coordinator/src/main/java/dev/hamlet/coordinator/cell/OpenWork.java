package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Backlog;
import dev.hamlet.coordinator.schedule.ExperimentRank;
import dev.hamlet.coordinator.schedule.OpenGroup;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's backlog, kept in step with the experiments that run: only what was touched is
 * looked at again. Loop only.
 */
final class OpenWork {

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseBook leases;
  private final Backlog backlog = new Backlog();
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Set<CellGroup> resting = new HashSet<>();
  private final Substitution substitution;

  /** An experiment of the backlog. */
  private record Known(
      ActiveExperiment experiment, ExperimentRank rank, Map<CellGroup, Integer> groups) {}

  OpenWork(CellContext context, DeviceRegistry registry, LeaseBook leases) {
    this.context = context;
    this.registry = registry;
    this.leases = leases;
    this.substitution = new Substitution(registry);
  }

  Backlog backlog() {
    return backlog;
  }

  /**
   * Takes in what has changed.
   *
   * @return devices that may take something that they might not before
   */
  Set<String> sync(Collection<ActiveExperiment> running) {
    Set<String> devices = new HashSet<>();
    if (known.size() != running.size() || !running.stream().allMatch(this::isKnown)) {
      forgetEnded(running);
      running.forEach(this::know);
    }
    for (Known one : known.values()) {
      for (CellGroup group : one.experiment().takeTouched()) {
        update(one, group, devices);
      }
    }
    return devices;
  }

  /** Groups that were handed back and have rested wait again. */
  void retryResting() {
    for (CellGroup group : List.copyOf(resting)) {
      Known one = known.get(group.experimentId());
      if (one == null) {
        resting.remove(group);
      } else if (!leases.rests(group, context.nowNs())) {
        update(one, group, new HashSet<>());
      }
    }
  }

  /** What is left of a group is expected to take on a device; infinite if neither is known. */
  double secondsOn(CellGroup group, String device) {
    Known one = known.get(group.experimentId());
    DeviceRecord description = registry.description(device).orElse(null);
    return one == null || description == null
        ? Double.POSITIVE_INFINITY
        : seconds(one.experiment(), group, description);
  }

  /**
   * Until an experiment is expected to be through, in ms: the longest of its devices, each with
   * what it has to do before it; 0 if nothing is left or known.
   */
  long expectedMs(ActiveExperiment experiment) {
    Known one = known.get(experiment.id());
    if (one == null) {
      return 0;
    }
    long nowNs = context.nowNs();
    double seconds =
        one.groups().keySet().stream()
            .map(CellGroup::device)
            .distinct()
            .mapToDouble(device -> backlog.secondsUntil(device, one.rank(), nowNs))
            .max()
            .orElse(0);
    return Math.round(1000 * seconds);
  }

  private boolean isKnown(ActiveExperiment experiment) {
    Known one = known.get(experiment.id());
    return one != null && one.experiment() == experiment;
  }

  private void know(ActiveExperiment experiment) {
    known.computeIfAbsent(
        experiment.id(),
        id ->
            new Known(
                experiment,
                ExperimentRank.of(
                    id,
                    experiment.record().submittedEpochMs(),
                    experiment.terms().dispatch().priority()),
                new HashMap<>()));
  }

  private void forgetEnded(Collection<ActiveExperiment> running) {
    Iterator<Known> each = known.values().iterator();
    while (each.hasNext()) {
      Known one = each.next();
      if (!running.contains(one.experiment())) {
        one.groups().keySet().forEach(backlog::forget);
        substitution.forget(one.experiment().id());
        each.remove();
      }
    }
  }

  private void update(Known one, CellGroup group, Set<String> devices) {
    ActiveExperiment experiment = one.experiment();
    List<CellTrack> open = experiment.openCells(group);
    resting.remove(group);
    if (open.isEmpty()) {
      backlog.forget(group);
      one.groups().remove(group);
      return;
    }
    if (experiment.isPaused()) {
      backlog.forget(group); // touched again when it goes on
      return;
    }
    OpenGroup facts = facts(one, group, open);
    DeviceRecord device = registry.description(group.device()).orElse(null);
    LeaseDriver holder = leases.ofDevice(group.device());
    if (holder != null && holder.group().equals(group)) {
      String host = device == null ? "" : device.host();
      boolean exclusive = device != null && IdleDevices.isExclusive(device);
      backlog.runs(facts, host, exclusive, context.nowNs());
    } else if (leases.rests(group, context.nowNs())) {
      backlog.forget(group);
      resting.add(group);
    } else {
      backlog.waits(facts);
      devices.add(group.device());
      devices.addAll(facts.elsewhere());
    }
  }

  private OpenGroup facts(Known one, CellGroup group, List<CellTrack> open) {
    ActiveExperiment experiment = one.experiment();
    DeviceRecord device = registry.description(group.device()).orElse(null);
    boolean started = open.stream().anyMatch(CellTrack::hasBegun);
    int position = one.groups().computeIfAbsent(group, key -> one.groups().size());
    return new OpenGroup(
        group,
        one.rank(),
        experiment.terms().dispatch().maxParallel().orElse(0),
        device == null ? 0 : seconds(experiment, group, device),
        position,
        started ? Set.of() : substitution.of(experiment, device),
        started,
        open.stream().map(cell -> cell.plan().spec().artifact()).collect(Collectors.toSet()));
  }

  private double seconds(ActiveExperiment experiment, CellGroup group, @Nullable DeviceRecord on) {
    return on == null
        ? 0
        : experiment.openCells(group).stream()
            .mapToDouble(cell -> context.costs().secondsLeft(experiment, cell, on))
            .sum();
  }
}
