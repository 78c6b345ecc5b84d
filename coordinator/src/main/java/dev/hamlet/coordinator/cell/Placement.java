package dev.hamlet.coordinator.cell;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.progress.ActiveExperiment;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.schedule.Scheduler;
import dev.hamlet.coordinator.store.LeaseRecord;
import dev.hamlet.coordinator.store.LeaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives leases on waiting cell groups to devices, as the scheduler says. Loop only. */
final class Placement {

  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseKeeper leases;
  private final ExperimentLife experiments;

  Placement(
      CellContext context,
      DeviceRegistry registry,
      LeaseKeeper leases,
      ExperimentLife experiments) {
    this.context = context;
    this.registry = registry;
    this.leases = leases;
    this.experiments = experiments;
  }

  /** Leases whatever can be leased now. */
  void place() {
    experiments.running().forEach(experiments::finishIfDecided);
    long nowNs = context.nowNs();
    Scheduler.place(waiting(nowNs), registry.available(), leases.book().leases(), nowNs)
        .forEach(this::grant);
  }

  /** Gives a group to its device again, unless that may not take a lease now. */
  void again(CellGroup group) {
    if (registry.available().contains(group.device())) {
      grant(group);
    }
  }

  /** Groups with undecided cells that do not rest. */
  private List<CellGroup> waiting(long nowNs) {
    List<CellGroup> waiting = new ArrayList<>();
    for (ActiveExperiment experiment : experiments.running()) {
      experiment.openGroups().stream()
          .filter(group -> !leases.book().rests(group, nowNs))
          .forEach(waiting::add);
    }
    return waiting;
  }

  private void grant(CellGroup group) {
    ActiveExperiment experiment = experiments.running(group.experimentId());
    DeviceSession session =
        registry
            .session(group.device())
            .orElseThrow(
                () -> new HamletException(ErrorCode.INTERNAL, group.device() + " has no session"));
    if (experiment == null) {
      return;
    }
    LeaseRecord record = context.store().grantLease(request(experiment, group, session));
    experiment.started();
    LOG.info("lease {} gives {} to session {}", record.leaseId(), group, session.sessionId());
    leases.open(record, experiment).start(session);
  }

  private LeaseRequest request(
      ActiveExperiment experiment, CellGroup group, DeviceSession session) {
    return new LeaseRequest(
        UUID.randomUUID().toString(),
        group,
        session.sessionId(),
        experiment.openCells(group).stream().map(CellTrack::id).toList(),
        context.epochMs(),
        session.description().agentVersion());
  }
}
