package dev.hamlet.coordinator.cell;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.LeaseReturn;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An agent that does what it is told as fast as the test asks for it. */
final class FakeAgent implements AgentLink {

  final Deque<RoundGrant> rounds = new ArrayDeque<>();
  final List<LeaseGrant> grants = new ArrayList<>();
  final List<LeaseEnd> ends = new ArrayList<>();
  final List<Long> acknowledged = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  final List<CalibrationOrder> calibrations = new ArrayList<>();
  final List<MeterCostOrder> meterings = new ArrayList<>();
  final List<LeaseRef> lapsed = new ArrayList<>();

  private final CellDriver driver;
  private final ManualLoop loop;
  private final String name;
  private final String sessionId;
  private String bootId;
  private boolean simulated = true;
  private String powerMode = "MAXN";
  private UnaryOperator<TrialReport> fate = UnaryOperator.identity();
  private @Nullable DeviceSession session;
  private @Nullable HamletException closed;
  private long reports;

  FakeAgent(CellDriver driver, ManualLoop loop, String name, String sessionId) {
    this.driver = driver;
    this.loop = loop;
    this.name = name;
    this.sessionId = sessionId;
    this.bootId = "boot-" + name;
  }

  /** Changes what the agent reports of its trials. */
  FakeAgent withFate(UnaryOperator<TrialReport> nextFate) {
    fate = nextFate;
    return this;
  }

  /** It speaks for a real board. */
  FakeAgent onRealBoard() {
    simulated = false;
    return this;
  }

  /** Its board was started anew. */
  FakeAgent onBoot(String id) {
    bootId = id;
    return this;
  }

  /** The power mode that its heartbeats tell. */
  FakeAgent inMode(String mode) {
    powerMode = mode;
    return this;
  }

  FakeAgent connect(LeaseRef... leases) {
    session = driver.connected(new AgentHello(description(), List.of(leases)), this);
    loop.drain();
    return this;
  }

  void disconnect() {
    driver.disconnected(session());
    loop.drain();
  }

  void heartbeat(LeaseRef... leases) {
    driver.heard(
        session(), new AgentHeartbeat(1, 2, List.of(leases), List.of(), powerMode, 0, "", null));
    loop.drain();
  }

  void answer(OrderAnswer<SensorCalibration> answer) {
    driver.calibrated(session(), answer);
    loop.drain();
  }

  void metered(OrderAnswer<MeterCost> answer) {
    driver.metered(session(), answer);
    loop.drain();
  }

  /** Evaluates what the newest lease asks for, every input classified rightly. */
  void evaluate() {
    for (EvaluationSpec spec : lease().evaluations()) {
      driver.reported(
          session(),
          ++reports,
          new EvaluationReport(
              lease().lease(),
              spec.artifact(),
              spec.runtime(),
              spec.inputSet(),
              List.of(0, 1, 2),
              List.of(0, 1, 2),
              3,
              "",
              false));
    }
    loop.drain();
  }

  /** Runs one round that is at hand. */
  void runRound() {
    RoundGrant round = rounds.remove();
    for (Visit visit : round.visits()) {
      visit.trials().forEach(number -> report(trial(round, visit.cellId(), number)));
    }
    finish(round);
  }

  /** Runs rounds until there is none at hand. */
  void runAll() {
    while (!rounds.isEmpty()) {
      runRound();
    }
  }

  void report(TrialReport report) {
    driver.reported(session(), ++reports, fate.apply(report));
    loop.drain();
  }

  /** Hands its newest lease back with nothing in hand. */
  void handBack(LeaseReturn.Cause cause, String reason) {
    rounds.clear();
    driver.reported(session(), ++reports, new LeaseReturn(ref(), cause, reason));
    loop.drain();
  }

  void finish(RoundGrant round) {
    driver.reported(session(), ++reports, new RoundReport(round.lease(), round.round()));
    loop.drain();
  }

  TrialReport trial(RoundGrant round, String cellId, int number) {
    return new TrialReport(
        new TrialRef(round.lease(), cellId, number, round.round()),
        TrialEnding.MEASURED,
        sessionId,
        17,
        1_000_000,
        BoardReadings.NONE);
  }

  LeaseGrant lease() {
    return grants.get(grants.size() - 1);
  }

  LeaseRef ref() {
    return lease().lease();
  }

  DeviceSession session() {
    return Objects.requireNonNull(session, "session");
  }

  @Nullable HamletException closed() {
    return closed;
  }

  long lastReport() {
    return reports;
  }

  private DeviceRecord description() {
    return new DeviceRecord(
        name,
        "twin",
        Map.of(),
        simulated,
        "host",
        bootId,
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

  @Override
  public void welcome() {}

  @Override
  public void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsedLeases) {
    lapsed.addAll(lapsedLeases);
  }

  @Override
  public void grant(LeaseGrant lease) {
    grants.add(lease);
    rounds.clear();
  }

  @Override
  public void grant(RoundGrant round) {
    rounds.add(round);
  }

  @Override
  public void end(LeaseEnd end) {
    ends.add(end);
  }

  @Override
  public void meter(MeterCostOrder order) {
    meterings.add(order);
  }

  @Override
  public void calibrate(CalibrationOrder order) {
    calibrations.add(order);
  }

  @Override
  public void acknowledge(long reportNumber) {
    acknowledged.add(reportNumber);
  }

  @Override
  public void refuse(long reportNumber, String reason) {
    refusals.add(reason);
  }

  @Override
  public void close(HamletException reason) {
    closed = reason;
  }

  @Override
  public void complete() {}
}
