package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.store.DeviceRecord;
import dev.hamlet.coordinator.store.LeaseRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One life of an agent in a storm: follows the protocol as the real one does, over a wire that
 * delays, repeats and reorders what it says and hears. A life that was replaced may still speak.
 */
final class StormAgent implements AgentLink {

  private final Storm storm;
  private final String device;
  private final String sessionId;
  private final Map<Long, AgentReport> outbox = new LinkedHashMap<>();
  private final Deque<RoundGrant> rounds = new ArrayDeque<>();
  private final Deque<AgentReport> toDo = new ArrayDeque<>();
  private @Nullable DeviceSession session;
  private @Nullable LeaseRef lease;
  private long newestToken;
  private int lastRound;
  private long reports;

  StormAgent(Storm storm, String device, String sessionId) {
    this.storm = storm;
    this.device = device;
    this.sessionId = sessionId;
  }

  @Override
  public String toString() {
    return sessionId;
  }

  boolean isConnected() {
    return session != null;
  }

  /** Opens a stream; a coordinator that hears another life of the device refuses it. */
  void connect(CellDriver driver) {
    try {
      session = driver.connected(new AgentHello(description(), leases()), this);
      outbox.forEach(this::send);
    } catch (HamletException refused) {
      session = null;
    }
  }

  /** The stream breaks, with or without the coordinator's notice. */
  void cut(CellDriver driver, boolean noticed) {
    DeviceSession old = session;
    session = null;
    if (old != null && noticed) {
      driver.disconnected(old);
    }
  }

  void heartbeat() {
    DeviceSession to = session;
    if (to != null) {
      AgentHeartbeat beat = new AgentHeartbeat(1, 2, leases(), List.of(), "MAXN", 0, "", null);
      storm.up(driver -> driver.heard(to, beat));
    }
  }

  /** Finishes a trial or a round, or now and then hands the lease back. */
  void work(RandomGenerator random) {
    if (lease == null) {
      return;
    }
    if (random.nextInt(60) == 0) {
      report(new LeaseReturn(lease, LeaseReturn.Cause.AGENT_STOPS, "the agent stops"));
      drop();
    } else if (toDo.isEmpty() && !rounds.isEmpty()) {
      begin(rounds.remove(), random);
    } else if (!toDo.isEmpty()) {
      report(toDo.remove());
    }
  }

  private void begin(RoundGrant round, RandomGenerator random) {
    for (Visit visit : round.visits()) {
      visit.trials().forEach(number -> toDo.add(trial(round, visit.cellId(), number, random)));
    }
    toDo.add(new RoundReport(round.lease(), round.round()));
  }

  private TrialReport trial(RoundGrant round, String cellId, int number, RandomGenerator random) {
    int fate = random.nextInt(20);
    TrialOutcome outcome =
        fate == 0 ? TrialOutcome.FAILED : fate == 1 ? TrialOutcome.INVALID : TrialOutcome.MEASURED;
    String reason = outcome == TrialOutcome.MEASURED ? "" : "as the storm wants it";
    return new TrialReport(
        new TrialRef(round.lease(), cellId, number, round.round()),
        TrialEnding.of(outcome, reason),
        sessionId,
        17,
        1_000_000,
        BoardReadings.NONE);
  }

  private void report(AgentReport report) {
    outbox.put(++reports, report);
    send(reports, report);
  }

  /** Says again what was not answered. */
  void repeat() {
    outbox.forEach(this::send);
  }

  private void send(long number, AgentReport report) {
    DeviceSession to = session;
    if (to != null) {
      storm.up(driver -> driver.reported(to, number, report));
    }
  }

  private List<LeaseRef> leases() {
    return lease == null ? List.of() : List.of(lease);
  }

  private void drop() {
    lease = null;
    rounds.clear();
    toDo.clear();
  }

  @Override
  public void welcome() {}

  @Override
  public void grant(LeaseGrant grant) {
    storm.leaves(grant.toString(), () -> lease(grant.lease()).isPresent());
    storm.granted(grant);
    storm.down(
        () -> {
          if (grant.lease().fencingToken() > newestToken) {
            drop();
            lease = grant.lease();
            newestToken = grant.lease().fencingToken();
            lastRound = 0;
          }
        });
  }

  @Override
  public void grant(RoundGrant round) {
    storm.leaves(round.toString(), () -> rounds(round.lease()).contains(round));
    storm.down(
        () -> {
          if (round.lease().equals(lease) && round.round() > lastRound) {
            lastRound = round.round();
            rounds.add(round);
          }
        });
  }

  @Override
  public void end(LeaseEnd end) {
    storm.leaves(end.toString(), () -> true); // a stream that was replaced is told so of open ones
    storm.down(() -> over(end.lease()));
  }

  @Override
  public void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsed) {
    storm.leaves("lapsed " + lapsed, () -> true);
    storm.down(() -> lapsed.forEach(this::over));
  }

  private void over(LeaseRef ref) {
    if (ref.equals(lease)) {
      drop();
    }
  }

  @Override
  public void calibrate(CalibrationOrder order) {}

  @Override
  public void meter(MeterCostOrder order) {}

  @Override
  public void acknowledge(long reportNumber) {
    AgentReport report = outbox.get(reportNumber);
    storm.leaves("acknowledged " + report, () -> report == null || isStored(report));
    storm.down(() -> outbox.remove(reportNumber));
  }

  @Override
  public void refuse(long reportNumber, String reason) {
    storm.down(() -> outbox.remove(reportNumber));
  }

  @Override
  public void close(HamletException reason) {
    session = null;
  }

  @Override
  public void complete() {}

  private Optional<LeaseRecord> lease(LeaseRef ref) {
    return storm.stored().lease(ref.fencingToken());
  }

  private boolean isOpen(LeaseRef ref) {
    return lease(ref).filter(LeaseRecord::isOpen).isPresent();
  }

  private List<RoundGrant> rounds(LeaseRef ref) {
    return storm.stored().rounds(ref.fencingToken());
  }

  /** A trial has its row before it is acknowledged; a lease that was handed back is over. */
  private boolean isStored(AgentReport report) {
    if (report instanceof TrialReport trial) {
      return storm.stored().trials(trial.cellId()).stream()
          .anyMatch(row -> row.trialNumber() == trial.trialNumber());
    }
    return !(report instanceof LeaseReturn returned) || !isOpen(returned.lease());
  }

  private DeviceRecord description() {
    return new DeviceRecord(
        device,
        "twin",
        Map.of(),
        true,
        "host",
        "boot-" + device,
        sessionId,
        "0.1.0",
        "Linux",
        "17",
        2,
        List.of(),
        List.of("tensorflow"),
        List.of("MAXN"),
        "available",
        1,
        1);
  }
}
