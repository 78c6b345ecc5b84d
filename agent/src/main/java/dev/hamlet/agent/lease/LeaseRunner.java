package dev.hamlet.agent.lease;

import dev.hamlet.agent.device.BoardSetting;
import dev.hamlet.agent.trial.AbortedException;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.cpu.AwakeCpus;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.Visit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one lease after the other: power mode, artifacts, evaluations, then round by round until
 * the coordinator ends the lease.
 *
 * <p>A lease that cannot go on, or whose agent stops, is handed back; one that lapsed or was
 * aborted by the coordinator is left without a word. Threads: runs on a thread of its own until the
 * desk stops.
 */
public final class LeaseRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseRunner.class);

  private static final String STOPS = "the agent stops";

  private final LeaseDesk desk;
  private final LeaseTools tools;
  private final Calibrations calibrations;

  /** A runner that takes its leases and calibrations from a desk. */
  public LeaseRunner(LeaseDesk desk, LeaseTools tools, Calibrations calibrations) {
    this.desk = desk;
    this.tools = tools;
    this.calibrations = calibrations;
  }

  @Override
  public void run() {
    try {
      while (desk.awaitWork()) {
        Optional<CalibrationOrder> order = desk.takeCalibration();
        if (order.isPresent()) {
          calibrations.run(order.get(), desk::stopping);
          continue;
        }
        Optional<OpenLease> lease = desk.takeLease();
        if (lease.isPresent()) {
          serve(lease.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(OpenLease lease) throws InterruptedException {
    try (AwakeCpus awake = tools.awake().get()) {
      LOG.debug("CPUs of workers are kept awake: {}", awake.isKept());
      workOrExplain(lease).ifPresent(reason -> handBack(lease, reason));
    } catch (InterruptedException e) {
      handBack(lease, STOPS);
      throw e;
    } finally {
      desk.finished(lease);
    }
  }

  /** Works until the lease is over; a reason if it must be handed back. */
  private Optional<String> workOrExplain(OpenLease lease) throws InterruptedException {
    try {
      work(lease);
      return Optional.empty();
    } catch (AbortedException ignored) {
      LOG.info("lease {} is over before its work is done", lease.ref().leaseId());
      return desk.stopping() ? Optional.of(STOPS) : Optional.empty();
    } catch (HamletException e) {
      return Optional.of(VisitRunner.sentence(e));
    } catch (RuntimeException e) {
      LOG.error("lease {} met a defect", lease.ref().leaseId(), e);
      return Optional.of("the agent met a defect (" + e.getClass().getSimpleName() + "): its log");
    }
  }

  private void work(OpenLease lease) throws InterruptedException {
    LeaseGrant grant = lease.grant();
    LOG.info(
        "lease {} of experiment {}: {} cells, power mode {}",
        lease.ref().leaseId(),
        grant.experimentId(),
        grant.cells().size(),
        grant.powerMode());
    try (BoardSetting setting = tools.board().prepare(grant.powerMode())) {
      LOG.debug("power mode {} is in force until {} closes", grant.powerMode(), setting);
      tools.sensorCheck().run();
      prefetch(lease);
      evaluate(lease);
      rounds(lease);
    }
  }

  private void evaluate(OpenLease lease) throws InterruptedException {
    EvaluationRunner evaluations = new EvaluationRunner(tools, lease);
    for (EvaluationSpec evaluation : lease.grant().evaluations()) {
      lease.check();
      evaluations.run(evaluation);
    }
  }

  private void rounds(OpenLease lease) throws InterruptedException {
    VisitRunner visits = new VisitRunner(tools, lease);
    for (Optional<RoundGrant> round = desk.awaitRound(lease);
        round.isPresent();
        round = desk.awaitRound(lease)) {
      for (Visit visit : round.get().visits()) {
        lease.check();
        visits.run(visit, round.get().round());
      }
      tools.reports().submit(new RoundReport(lease.ref(), round.get().round()));
    }
    if (!lease.released()) {
      lease.check();
    }
  }

  /** Downloads before the first round, so that no download falls between trials. */
  private void prefetch(OpenLease lease) throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    for (CellSpec cell : lease.grant().cells()) {
      ids.add(cell.artifact());
      ids.add(cell.inputSet());
    }
    for (String id : ids) {
      lease.check();
      try {
        tools.requests().fetch(id);
      } catch (HamletException e) {
        LOG.warn("{}; its trials will fail", e.getMessage());
      }
    }
  }

  private void handBack(OpenLease lease, String reason) {
    LOG.info("lease {} goes back: {}", lease.ref().leaseId(), reason);
    tools.reports().submit(new LeaseReturn(lease.ref(), reason));
  }
}
