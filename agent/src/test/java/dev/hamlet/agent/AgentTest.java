package dev.hamlet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.agent.lease.Artifacts;
import dev.hamlet.agent.sampling.SamplingSettings;
import dev.hamlet.agent.sensor.discovery.SensorChoice;
import dev.hamlet.agent.sensor.twin.TwinDevice;
import dev.hamlet.agent.trial.Protocols;
import dev.hamlet.agent.uplink.FakeCoordinator;
import dev.hamlet.agent.worker.TestWorkers;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.cpu.CpuShares;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialOutcome;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.inference.PhaseKind;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.ReportMapping;
import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.TelemetryBatch;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with a twin, against a fake coordinator on a real connection. */
class AgentTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);
  private static final List<String> WORKER = TestWorkers.wellBehaved();

  @TempDir Path folder;

  private final FakeCoordinator coordinator = new FakeCoordinator();
  private Server server;

  @BeforeEach
  void serve() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    coordinator.services().forEach(builder::addService);
    server = builder.build().start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void agentWithTwin_saysWhatItIsAndStreamsItsPower() throws InterruptedException {
    try (Agent agent = Agent.start(config("state"))) {
      assertThat(agent.device()).isEqualTo("twin-1");
      AgentHello hello = coordinator.nextMessage().getHello();
      TelemetryBatch batch = coordinator.nextBatch();

      assertThat(hello.getSimulated()).isTrue();
      assertThat(hello.getSensors(0).getRails(0).getName()).isEqualTo("VDD_IN");
      assertThat(hello.getPowerModesList()).isNotEmpty();
      assertThat(batch.getSequence()).isEqualTo(1);
      assertThat(batch.getSessionId()).isEqualTo(hello.getSessionId());
      assertThat(batch.getBootId()).isEqualTo(hello.getBootId());
      assertThat(batch.getSamples().getDeltaNsCount()).isPositive();
    }
  }

  @Test
  void leaseWithRealWorker_isEvaluatedMeasuredReportedAndHandedBackAtTheStop()
      throws InterruptedException {
    Artifacts artifacts = new Artifacts(folder);
    CellSpec cell =
        Protocols.cell(
            "baseline", artifacts.model("baseline"), artifacts.inputSet(new byte[] {0, 1, 2}));
    coordinator.serveArtifacts(artifacts);
    coordinator.wantFewHeartbeats();
    coordinator.acknowledgeReports();
    Agent agent = Agent.start(config("state"));
    try (agent) {
      coordinator.nextMessage();
      send(CoordinatorMessage.newBuilder().setLease(ControlMapping.toMessage(grant(cell))));
      send(CoordinatorMessage.newBuilder().setRound(ControlMapping.toMessage(round(cell))));

      EvaluationReport evaluation =
          ReportMapping.fromMessage(coordinator.nextMessage().getEvaluation());
      TrialReport first = ReportMapping.fromMessage(coordinator.nextMessage().getTrial());
      TrialReport second = ReportMapping.fromMessage(coordinator.nextMessage().getTrial());
      RoundReport round = ReportMapping.fromMessage(coordinator.nextMessage().getRound());

      assertThat(evaluation.error()).isEmpty();
      assertThat(evaluation.labels()).containsExactly(0, 1, 2);
      assertThat(evaluation.predictions()).hasSize(3);
      assertThat(List.of(first, second))
          .allSatisfy(
              trial -> {
                assertThat(trial.reason()).isEmpty();
                assertThat(trial.outcome()).isEqualTo(TrialOutcome.MEASURED);
                assertThat(trial.loadDurationNs()).isPositive();
                assertThat(trial.board().before()).isNotEmpty();
              });
      assertThat(round).isEqualTo(new RoundReport(LEASE, 1));
      assertCovered(first, second);
    }
    assertThat(coordinator.nextMessage().getLeaseReturn().getReason()).isEqualTo("the agent stops");
  }

  @Test
  void calibrationOrder_isAnsweredFromTheRunningSessionAndKeptForTheNextStart()
      throws InterruptedException {
    try (Agent agent = Agent.start(config("state"))) {
      assertThat(agent.device()).isEqualTo("twin-1");
      AgentHello hello = coordinator.nextMessage().getHello();
      coordinator.nextBatch();
      CalibrationOrder order = new CalibrationOrder("o-1", 2, 1_000_000_000L);
      send(CoordinatorMessage.newBuilder().setCalibration(CalibrationMapping.toMessage(order)));

      OrderAnswer<SensorCalibration> answer =
          CalibrationMapping.fromMessage(coordinator.nextMessage().getCalibration());

      assertThat(answer.problem()).isEmpty();
      assertThat(answer.orderId()).isEqualTo("o-1");
      SensorCalibration found = Objects.requireNonNull(answer.result());
      assertThat(found.stepWatts()).isGreaterThan(0.5);
      assertThat(found.errorNs()).isPositive();
      // the twin's configuration tells its time constant; one round stands for none
      long roundNs = Math.round(1e9 / hello.getSensors(0).getRefreshRateHz());
      assertThat(found.timeConstantNs())
          .isCloseTo(
              hello.getSensors(0).getTimeConstantNs(), within(roundNs + 2 * found.errorNs()));
      assertThat(folder.resolve("state/sensor-calibration.properties")).exists();
    }
  }

  /** The telemetry up to the sequence that a report names holds its trace and all its samples. */
  private void assertCovered(TrialReport... reports) throws InterruptedException {
    Map<Integer, TrialTrace> traces = new HashMap<>();
    long sampledToNs = Long.MIN_VALUE;
    long sequence = 0;
    for (TrialReport report : reports) {
      while (sequence < report.lastTelemetrySequence()) {
        TelemetryRecord record = TelemetryMapping.fromMessage(coordinator.nextBatch());
        assertThat(record.sequence()).isEqualTo(sequence + 1);
        sequence = record.sequence();
        TrialTrace trace = record.trace();
        SampleBatch samples = record.samples();
        if (trace != null) {
          traces.put(trace.trialNumber(), trace);
        } else if (samples != null) {
          sampledToNs = samples.monotonicNs()[samples.size() - 1];
        }
      }
      assertThat(traces).containsKey(report.trialNumber());
      TrialTrace trace = Objects.requireNonNull(traces.get(report.trialNumber()));
      assertThat(trace.inferences().size()).isGreaterThanOrEqualTo(20);
      assertThat(sampledToNs)
          .isGreaterThan(trace.phase(PhaseKind.IDLE_AFTER).orElseThrow().interval().endNs());
    }
  }

  private void send(CoordinatorMessage.Builder message) {
    coordinator.send(message.build());
  }

  private static LeaseGrant grant(CellSpec cell) {
    MeasurementProtocol quick =
        new MeasurementProtocol(
            "test",
            Duration.ofMillis(20),
            3,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(150),
            20,
            Duration.ofMillis(20),
            Duration.ofSeconds(30),
            50,
            Duration.ofSeconds(10),
            42);
    return new LeaseGrant(
        LEASE,
        "e-1",
        "MAXN",
        List.of(cell),
        quick,
        List.of(new EvaluationSpec(cell.artifact(), "fake", cell.inputSet(), 0, 1)),
        Duration.ofSeconds(60));
  }

  private static RoundGrant round(CellSpec cell) {
    return new RoundGrant(LEASE, 1, List.of(new Visit(cell.cellId(), List.of(1, 2))));
  }

  @Test
  void refusedAgent_endsWithTheCoordinatorsSentence() {
    coordinator.refuse(Status.FAILED_PRECONDITION.withDescription("upgrade the older of the two"));

    try (Agent agent = Agent.start(config("state"))) {
      assertThatThrownBy(agent::awaitEnd)
          .isInstanceOfSatisfying(
              HamletException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION))
          .hasMessage("upgrade the older of the two");
    }
  }

  @Test
  void secondAgentOnTheSameState_isRefusedAndLeavesTheFirstAlone() throws InterruptedException {
    try (Agent first = Agent.start(config("state"))) {
      assertThatThrownBy(() -> Agent.start(config("state")))
          .isInstanceOf(HamletException.class)
          .hasMessageContaining("another agent uses the state folder");
      assertThat(first.device()).isEqualTo("twin-1");
      assertThat(coordinator.nextBatch().getSequence()).isEqualTo(1);
    }
  }

  @Test
  void closedAgent_freesItsStateAndMayStartAgain() throws InterruptedException {
    Agent first = Agent.start(config("state"));
    first.close();
    first.awaitEnd();

    try (Agent again = Agent.start(config("state"))) {
      assertThat(coordinator.nextBatch().getSequence()).isEqualTo(1);
      assertThat(again.device()).isEqualTo("twin-1");
    }
  }

  @Test
  void boardWithoutSensor_isRefusedAndNothingIsLeftOpen() {
    AgentConfig linux = config("state", new BoardChoice.Linux(folder, SensorChoice.AUTO));

    assertThatThrownBy(() -> Agent.start(linux))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("no power sensor");
    Agent.start(config("state")).close();
  }

  private AgentConfig config(String state) {
    return config(state, new BoardChoice.Twin(1, TwinDevice.DEFAULT_RAILS));
  }

  private AgentConfig config(String state, BoardChoice board) {
    return new AgentConfig(
        "twin-1",
        new CoordinatorAddress("127.0.0.1", server.getPort()),
        false,
        Map.of("board", "tx2"),
        folder.resolve(state),
        folder.resolve("host.lock"),
        Optional.empty(),
        board,
        Map.of("fake", WORKER),
        List.of(),
        CpuShares.NONE,
        SamplingSettings.DEFAULT,
        "0.1.0");
  }
}
