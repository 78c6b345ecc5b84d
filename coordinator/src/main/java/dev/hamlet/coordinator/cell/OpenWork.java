package dev.hamlet.coordinator.cell;

import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseBook;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.cell.progress.ExperimentTerms;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSnapshot;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.experiment.plan.PlannedGroup;
import dev.hamlet.coordinator.schedule.Backlog;
import dev.hamlet.coordinator.schedule.Costs;
import dev.hamlet.coordinator.schedule.ExperimentRank;
import dev.hamlet.coordinator.schedule.Forecast;
import dev.hamlet.coordinator.schedule.OpenGroup;
import dev.hamlet.coordinator.schedule.TimeEstimate;
import dev.hamlet.coordinator.schedule.cost.CostModel;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private final Deque<CellGroup> stale = new ArrayDeque<>();

  /** Of a group that was not started, this many cells stand for all. */
  private static final int SAMPLED_CELLS = 8;

  private static final int REFRESHED_A_TICK = 32;

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
    Set<Set<String>> able = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Known one : known.values()) {
      for (CellGroup group : one.experiment().takeTouched()) {
        update(one, group, able);
      }
    }
    able.forEach(devices::addAll);
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

  /**
   * Looks again at some of what waits, in turn: the cost model has learnt, boards may have joined.
   */
  void refresh() {
    if (stale.isEmpty()) {
      backlog.all().forEach(group -> stale.add(group.group()));
    }
    for (int i = 0; i < REFRESHED_A_TICK && !stale.isEmpty(); i++) {
      CellGroup group = stale.remove();
      Known one = known.get(group.experimentId());
      if (one != null && backlog.waiting(group) != null) {
        update(one, group, new HashSet<>());
      }
    }
  }

  /** Whether a device goes on with what it has and takes more. */
  boolean works(String device) {
    return switch (registry.state(device)) {
      case AVAILABLE, RUNNING -> true;
      case DRAINING, SUSPECT, QUARANTINED, LOST, RETIRED -> false;
    };
  }

  /** How slow a device is with trials like those of a group, see {@link Costs}. */
  double pace(OpenGroup group, String device) {
    Known one = known.get(group.group().experimentId());
    DeviceRecord description = registry.description(device).orElse(null);
    return one == null || description == null
        ? 1
        : pace(one.experiment(), one.experiment().anyOpenCell(group.group()), description);
  }

  /**
   * Until an experiment is expected to be through, in ms, with what its devices have to do before
   * it; 0 if nothing is left or known.
   */
  long expectedMs(ActiveExperiment experiment) {
    Known one = known.get(experiment.id());
    return one == null
        ? 0
        : Math.round(
            1000
                * Forecast.secondsUntil(
                    backlog, one.rank(), this::works, this::pace, context.nowNs()));
  }

  /** What measuring a plan is expected to take; nothing of it is taken in. */
  TimeEstimate estimate(ExperimentTerms terms, Plan plan, boolean shared) {
    Map<String, Double> byDevice = new HashMap<>();
    for (PlannedGroup group : plan.groups()) {
      registry
          .description(group.group().device())
          .ifPresent(
              device ->
                  byDevice.merge(
                      device.name(),
                      seconds(terms, group, device) + switchSeconds(group.group(), device),
                      Double::sum));
    }
    CostModel model = context.costs().model();
    return new TimeEstimate(
        byDevice.values().stream().mapToDouble(Double::doubleValue).sum(),
        Forecast.secondsWith(backlog, byDevice, shared),
        model.learnt(),
        model.errorRatio());
  }

  /**
   * What a change of the power mode adds to a group. Modes are grouped, so that of the parts of a
   * large group the first alone finds its device in another one.
   */
  private double switchSeconds(CellGroup group, DeviceRecord on) {
    String mode = registry.snapshot(on.name()).map(DeviceSnapshot::powerMode).orElse("");
    boolean same = mode.isEmpty() || mode.equals(group.powerMode());
    return same || group.part() > 0 ? 0 : context.costs().model().switchSeconds(on.board());
  }

  private double seconds(ExperimentTerms terms, PlannedGroup group, DeviceRecord on) {
    List<PlannedCell> cells = group.cells();
    int step = Math.max(1, cells.size() / SAMPLED_CELLS);
    return cells.size()
        * IntStream.iterate(0, i -> i < cells.size(), i -> i + step)
            .mapToDouble(i -> context.costs().seconds(terms, cells.get(i), on))
            .average()
            .orElse(0);
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

  private void update(Known one, CellGroup group, Set<Set<String>> able) {
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
      able.add(facts.able());
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
        device == null ? 0 : seconds(experiment, open, device) + switchSeconds(group, device),
        device == null ? 1 : pace(experiment, open.get(0), device),
        position,
        started || device == null ? Set.of(group.device()) : substitution.of(experiment, device),
        started,
        open.stream().map(cell -> cell.plan().spec().artifact()).collect(Collectors.toSet()));
  }

  private double seconds(ActiveExperiment experiment, List<CellTrack> open, DeviceRecord on) {
    boolean sampled = open.size() > SAMPLED_CELLS && open.stream().noneMatch(CellTrack::hasBegun);
    int step = sampled ? open.size() / SAMPLED_CELLS : 1;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < open.size(); i += step) {
      sum += context.costs().secondsLeft(experiment, open.get(i), on);
      count++;
    }
    return sum / Math.max(1, count) * open.size();
  }

  /** Cells of a group share their protocol, unless overrides say otherwise; one stands for all. */
  private double pace(ActiveExperiment experiment, @Nullable CellTrack any, DeviceRecord on) {
    return any == null ? 1 : context.costs().pace(experiment, any, on);
  }
}
