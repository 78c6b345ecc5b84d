package dev.hamlet.coordinator.cell;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Grant;
import dev.hamlet.coordinator.schedule.IdleDevice;
import dev.hamlet.coordinator.schedule.Scheduler;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.LeaseRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives leases on waiting cell groups to devices, as the scheduler says. After an event it looks at
 * the devices that have become free and at those whose work has changed; at a tick at every idle
 * one, since priorities, limits and neighbours may let go of what they held. Loop only.
 */
final class Placement {

  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseKeeper leases;
  private final ExperimentLife experiments;
  private final OpenWork work;
  private final Relocation relocation;
  private final IdleDevices idle;

  Placement(
      CellContext context,
      DeviceRegistry registry,
      LeaseKeeper leases,
      ExperimentLife experiments,
      OpenWork work,
      Relocation relocation) {
    this.context = context;
    this.registry = registry;
    this.leases = leases;
    this.experiments = experiments;
    this.work = work;
    this.relocation = relocation;
    this.idle = new IdleDevices(registry);
  }

  /** Leases whatever the last event lets be leased. */
  void place() {
    Set<String> devices = new HashSet<>(sync());
    devices.addAll(registry.takeFreed());
    place(devices);
  }

  /**
   * Gives a group to its device again, unless that may not take a lease now, or has failed it too
   * often.
   */
  void again(CellGroup group) {
    ActiveExperiment experiment = experiments.running(group.experimentId());
    if (experiment != null && relocation.leaveIfFailing(experiment, group)) {
      place();
    } else if (registry.isAvailable(group.device())) {
      grant(new Grant(group, group.device()));
      sync();
    }
  }

  /** Leases whatever can be leased. */
  void tick() {
    sync();
    work.retryResting();
    work.refresh();
    registry.takeFreed();
    if (work.backlog().size() > 0) {
      place(registry.available());
    }
  }

  private Set<String> sync() {
    List<ActiveExperiment> running = experiments.running();
    running.forEach(experiments::finishIfDecided);
    return work.sync(experiments.running());
  }

  private void place(Collection<String> devices) {
    List<IdleDevice> candidates =
        devices.stream().filter(registry::isAvailable).map(idle::of).toList();
    if (candidates.isEmpty()) {
      return;
    }
    long beganNs = context.nowNs();
    List<Grant> grants =
        Scheduler.place(work.backlog(), candidates, work::works, work::pace, beganNs);
    context.counters().countDecision(context.nowNs() - beganNs);
    grants.forEach(this::grant);
    work.sync(experiments.running());
  }

  private void grant(Grant grant) {
    ActiveExperiment experiment = experiments.running(grant.group().experimentId());
    DeviceSession session =
        registry
            .session(grant.device())
            .orElseThrow(
                () -> new HamletException(ErrorCode.INTERNAL, grant.device() + " has no session"));
    if (experiment == null || experiment.isPaused()) {
      return;
    }
    CellGroup group = grant.group().on(grant.device());
    LeaseRecord record =
        context.store().grantLease(request(experiment.openCells(grant.group()), group, session));
    if (grant.isMove()) {
      LOG.info("{} goes to device {}", grant.group(), grant.device());
      experiment.moved(grant.group(), grant.device());
    }
    experiment.started();
    learnBeginning(record, idle.of(grant.device()), experiment.openCells(group), session);
    idle.sent(grant.device(), experiment.openCells(group));
    LOG.info("lease {} gives {} to session {}", record.leaseId(), group, session.sessionId());
    leases.open(record, experiment).start(session);
  }

  /** How long it takes to begin says something of the power mode if nothing has to be fetched. */
  private void learnBeginning(
      LeaseRecord lease, IdleDevice device, List<CellTrack> cells, DeviceSession session) {
    boolean atHand =
        cells.stream().allMatch(cell -> device.artifacts().contains(cell.plan().spec().artifact()));
    if (atHand && !device.powerMode().isEmpty()) {
      context
          .costs()
          .leaseBegan(
              lease.fencingToken(),
              session.description().board(),
              !device.powerMode().equals(lease.group().powerMode()),
              context.nowNs());
    }
  }

  private LeaseRequest request(List<CellTrack> cells, CellGroup group, DeviceSession session) {
    return new LeaseRequest(
        UUID.randomUUID().toString(),
        group,
        session.sessionId(),
        cells.stream().map(CellTrack::id).toList(),
        context.epochMs(),
        session.description().agentVersion());
  }
}
