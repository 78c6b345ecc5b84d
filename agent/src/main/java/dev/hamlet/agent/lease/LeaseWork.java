package dev.hamlet.agent.lease;

import dev.hamlet.agent.device.BoardSetting;
import dev.hamlet.agent.trial.AbortedException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.LeaseReturn.Cause;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.Visit;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work under one lease, a step at a time, so that whoever drives it decides how to wait: power
 * mode and artifacts, then each evaluation, then each visit of the rounds that are granted, until
 * the coordinator ends the lease.
 *
 * <p>A lease that cannot go on, or whose agent stops, is handed back; one that lapsed or was
 * aborted by the coordinator is left without a word. Threads: one at a time.
 */
final class LeaseWork {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseWork.class);

  private final LeaseDesk desk;
  private final LeaseTools tools;
  private final OpenLease lease;
  private final EvaluationRunner evaluations;
  private final VisitRunner visits;
  private final Queue<EvaluationSpec> toEvaluate;
  private final Queue<Visit> toVisit = new ArrayDeque<>();
  private @Nullable BoardSetting setting;
  private @Nullable RoundGrant round;

  LeaseWork(LeaseDesk desk, LeaseTools tools, OpenLease lease) {
    this.desk = desk;
    this.tools = tools;
    this.lease = lease;
    this.evaluations = new EvaluationRunner(tools, lease);
    this.visits = new VisitRunner(tools, lease);
    this.toEvaluate = new ArrayDeque<>(lease.grant().evaluations());
  }

  /** What came of a call. */
  enum Step {
    /** Something was done, and there may be more to do. */
    DONE,
    /** Nothing can be done before the coordinator grants a round or ends the lease. */
    WAITS,
    /** The lease is over, and what was changed on the board is given back. */
    OVER
  }

  /** Does what comes next; not to be called again once it is over. */
  Step next() throws InterruptedException {
    boolean over = true;
    try {
      Step step = step();
      over = step == Step.OVER;
      return step;
    } catch (AbortedException ignored) {
      LOG.info("lease {} is over before its work is done", lease.ref().leaseId());
      if (desk.stopping()) {
        handBackAsTheAgentStops(tools, lease);
      }
    } catch (HamletException e) {
      handBack(Cause.BOARD_FAILS, VisitRunner.sentence(e));
    } catch (RuntimeException e) {
      LOG.error("lease {} met a defect", lease.ref().leaseId(), e);
      String defect = e.getClass().getSimpleName();
      handBack(Cause.BOARD_FAILS, "the agent met a defect (" + defect + "): its log");
    } finally {
      if (over) {
        close();
      }
    }
    return Step.OVER;
  }

  private Step step() throws InterruptedException {
    if (desk.endsSoon() && !(lease.over() && toVisit.isEmpty())) {
      handBackAsTheAgentStops(tools, lease);
      return Step.OVER;
    }
    if (setting == null) {
      begin();
    } else if (!toEvaluate.isEmpty()) {
      lease.check();
      evaluations.run(toEvaluate.remove());
    } else if (round == null) {
      return takeRound();
    } else {
      goOn(round);
    }
    return Step.DONE;
  }

  private void begin() throws InterruptedException {
    LeaseGrant grant = lease.grant();
    LOG.info(
        "lease {} of experiment {}: {} cells, power mode {}",
        lease.ref().leaseId(),
        grant.experimentId(),
        grant.cells().size(),
        grant.powerMode());
    setting = tools.board().prepare(grant.powerMode());
    tools.sensorCheck().run();
    prefetch();
  }

  private Step takeRound() {
    Optional<RoundGrant> granted = desk.takeRound(lease);
    if (granted.isPresent()) {
      round = granted.get();
      toVisit.addAll(round.visits());
      return Step.DONE;
    }
    if (!desk.over(lease)) {
      return Step.WAITS;
    }
    if (!lease.released()) {
      lease.check();
    }
    if (lease.droppedUnbegun()) {
      handBack(Cause.LEASE_ENDED, "its end came before all of its rounds had begun");
    }
    return Step.OVER;
  }

  private void goOn(RoundGrant inHand) throws InterruptedException {
    Visit visit = toVisit.poll();
    if (visit != null) {
      lease.check();
      visits.run(visit, inHand.round());
    } else {
      round = null;
      tools.reports().submit(new RoundReport(lease.ref(), inHand.round()));
    }
  }

  /** Downloads before the first round, so that no download falls between trials. */
  private void prefetch() throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    for (CellSpec cell : lease.grant().cells()) {
      ids.add(cell.artifact());
      ids.add(cell.inputSet());
    }
    for (EvaluationSpec evaluation : lease.grant().evaluations()) {
      ids.add(evaluation.artifact());
      ids.add(evaluation.inputSet());
    }
    tools.requests().keep(ids);
    for (String id : ids) {
      lease.check();
      try {
        tools.requests().fetch(id);
      } catch (HamletException e) {
        LOG.warn("{}; its trials will fail", e.getMessage());
      }
    }
  }

  private void close() {
    BoardSetting changed = setting;
    if (changed != null) {
      changed.close();
    }
  }

  private void handBack(Cause cause, String reason) {
    handBack(tools, lease, cause, reason);
  }

  /** Says that nothing more is done under a lease since the agent ends. */
  static void handBackAsTheAgentStops(LeaseTools tools, OpenLease lease) {
    handBack(tools, lease, Cause.AGENT_STOPS, "the agent stops");
  }

  private static void handBack(LeaseTools tools, OpenLease lease, Cause cause, String reason) {
    LOG.info("lease {} goes back: {}", lease.ref().leaseId(), reason);
    tools.reports().submit(new LeaseReturn(lease.ref(), cause, reason));
  }
}
