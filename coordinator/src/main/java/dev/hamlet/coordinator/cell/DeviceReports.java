package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.coordinator.cell.golden.GoldenChecks;
import dev.hamlet.coordinator.cell.lease.CellContext;
import dev.hamlet.coordinator.cell.lease.LeaseDriver;
import dev.hamlet.coordinator.cell.progress.CellTrack;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.DeviceRegistry;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.CellGroup;
import dev.hamlet.coordinator.health.AttemptEnd;
import dev.hamlet.coordinator.health.CellAxes;
import dev.hamlet.coordinator.health.FleetKeeper;
import dev.hamlet.coordinator.store.AttemptOutcome;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.fleet.AttemptLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents say: hello, heartbeats, reports. Each goes to the driver of the lease that the device
 * holds, if that is the lease the agent speaks of. Loop only.
 */
final class DeviceReports {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceReports.class);
  private static final Duration KEEP_LOGS = Duration.ofDays(90);

  private final CellContext context;
  private final DeviceRegistry registry;
  private final LeaseKeeper leases;
  private final FleetKeeper fleet;
  private final GoldenChecks golden;
  private final Consumer<LeaseDriver> settled;
  private final Consumer<CellGroup> goesOn;
  private final StaleReports stale;
  private final Relocation relocation;
  private final HandedBack returns;
  private final SharedOutage outages = new SharedOutage();

  /**
   * @param settled called whenever something was worked in that may have brought a lease to its end
   * @param goesOn gives a group to its device again, whose agent was started anew
   */
  DeviceReports(
      CellContext context,
      DeviceRegistry registry,
      LeaseKeeper leases,
      FleetKeeper fleet,
      GoldenChecks golden,
      StaleReports stale,
      Relocation relocation,
      Consumer<LeaseDriver> settled,
      Consumer<CellGroup> goesOn) {
    this.context = context;
    this.registry = registry;
    this.leases = leases;
    this.fleet = fleet;
    this.golden = golden;
    this.settled = settled;
    this.goesOn = goesOn;
    this.stale = stale;
    this.relocation = relocation;
    this.returns = new HandedBack(registry, leases, fleet, relocation);
  }

  /** Takes an agent in, and the lease that its device holds up again if the agent knows it. */
  DeviceSession connected(AgentHello hello, AgentLink link) {
    String bootBefore =
        registry.description(hello.device().name()).map(DeviceRecord::bootId).orElse("");
    DeviceSession session = registry.connect(hello, link);
    if (!bootBefore.isEmpty() && !bootBefore.equals(session.bootId())) {
      outages.rebooted(session.device(), context.nowNs());
    }
    context.store().saveDevice(session.description());
    link.welcome();
    LOG.info("device {} connected, session {}", session.device(), session.sessionId());
    LeaseDriver driver = leases.book().ofDevice(session.device());
    if (driver != null) {
      takeUp(driver, session, hello.leases());
    }
    for (LeaseRef ref : hello.leases()) {
      if (leases.book().current(session.device(), ref).isEmpty()) {
        link.end(new LeaseEnd(ref, "the lease is no longer current", true));
      }
    }
    return session;
  }

  private void takeUp(LeaseDriver driver, DeviceSession session, List<LeaseRef> known) {
    if (known.contains(driver.ref())) {
      driver.resume(session);
      settled.accept(driver);
    } else {
      restarted(driver, session);
    }
  }

  private void restarted(LeaseDriver driver, DeviceSession session) {
    String axes = driver.rebootedSince(session) ? axesInHand(driver) : "";
    AttemptOutcome outcome = leases.restarted(driver);
    fleet.attemptEnded(
        new AttemptEnd(session.device(), axes, outcome, "its agent came back without its lease"));
    goesOn.accept(driver.group());
  }

  /** A cell may bring a board down, but an agent that was killed says nothing of the cell. */
  private String axesInHand(LeaseDriver driver) {
    return driver
        .cellInHand()
        .map(cell -> CellAxes.of(cell.plan()))
        .filter(axes -> !outages.excuses(driver.group().device(), axes, context.nowNs()))
        .orElse("");
  }

  /** Renews the leases that an agent holds, and tells it which of them are none any more. */
  void heard(DeviceSession session, AgentHeartbeat heartbeat) {
    registry.heard(session, heartbeat);
    List<LeaseRef> lapsed = new ArrayList<>();
    for (LeaseRef ref : heartbeat.leases()) {
      if (golden.owns(session.device(), ref) && registry.isCurrent(session)) {
        continue;
      }
      leases
          .book()
          .current(session.device(), ref)
          .filter(driver -> registry.isCurrent(session))
          .ifPresentOrElse(LeaseDriver::renew, () -> lapsed.add(ref));
    }
    session.link().answer(heartbeat, lapsed);
  }

  /** Passes a report on to the driver of its lease; one of a lease that is over is answered. */
  void reported(DeviceSession session, long number, AgentReport report) {
    if (golden.owns(session.device(), report.lease()) && registry.isCurrent(session)) {
      golden.reported(session, number, report);
      return;
    }
    leases
        .book()
        .current(session.device(), report.lease())
        .filter(driver -> registry.isCurrent(session))
        .ifPresentOrElse(
            driver -> pass(driver, session, number, report),
            () -> stale.answer(session, number, report));
  }

  /** A stream is down; its lease holds on until it lapses. */
  void disconnected(DeviceSession session) {
    registry.disconnected(session);
    String state = registry.state(session.device()).word();
    DeviceRecord known = registry.description(session.device()).orElse(session.description());
    context.store().saveDevice(known.seen(state, context.epochMs()));
    LOG.info("device {} disconnected, session {}", session.device(), session.sessionId());
  }

  private void pass(LeaseDriver driver, DeviceSession session, long number, AgentReport report) {
    if (report instanceof TrialReport trial) {
      judge(session, trial);
      driver.trial(session, number, trial);
      count(driver, session.device(), trial);
      keepLog(session, trial.lease(), trial.cellId(), trial.reason(), trial.ending().log());
    } else if (report instanceof RoundReport round) {
      driver.round(session, number, round);
    } else if (report instanceof EvaluationReport evaluation) {
      driver.evaluation(session, number, evaluation);
    } else if (report instanceof LeaseReturn handedBack) {
      session.link().acknowledge(number);
      returns.returned(driver, handedBack);
      keepLog(session, handedBack.lease(), "", handedBack.reason(), handedBack.log());
    }
    settled.accept(driver);
  }

  private void keepLog(
      DeviceSession session, LeaseRef lease, String cellId, String reason, String text) {
    if (!text.isEmpty()) {
      long nowMs = context.epochMs();
      AttemptLog log =
          new AttemptLog(lease.fencingToken(), cellId, session.device(), nowMs, reason, text);
      context.store().fleet().saveLog(log, nowMs - KEEP_LOGS.toMillis());
    }
  }

  /** What a trial says of the health of its device. A board to look at is no failure of it. */
  private void count(LeaseDriver driver, String device, TrialReport trial) {
    if (trial.outcome() == TrialOutcome.MEASURED) {
      fleet.measured(device, trial.cellId());
    } else if (trial.outcome() == TrialOutcome.FAILED
        && !trial.ending().modelFault()
        && !trial.ending().boardSuspect()) {
      CellTrack cell = driver.experiment().cell(trial.cellId());
      String axes = cell == null || trial.ending().boardRefused() ? "" : CellAxes.of(cell.plan());
      fleet.attemptEnded(
          new AttemptEnd(device, axes, AttemptOutcome.INFRASTRUCTURE, trial.reason()));
      relocation.retryElsewhere(driver, trial.cellId());
    }
  }

  /** What a trial says of the board it ran on. */
  private void judge(DeviceSession session, TrialReport trial) {
    if (trial.ending().boardSuspect()) {
      registry.concerning(session.device(), trial.reason());
      LOG.warn("device {} is suspect: {}", session.device(), trial.reason());
    } else if (trial.outcome() == TrialOutcome.MEASURED) {
      registry.trusted(session.device());
    }
  }
}
