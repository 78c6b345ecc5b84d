package dev.hamlet.agent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.agent.CoordinatorAddress;
import dev.hamlet.agent.lease.Artifacts;
import dev.hamlet.agent.simulation.fault.FaultPlan;
import dev.hamlet.agent.simulation.fault.FaultScriptParser;
import dev.hamlet.agent.trial.Protocols;
import dev.hamlet.agent.uplink.FakeCoordinator;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.CellSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.security.TransportSecurity;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.TrialOutcome;
import dev.hamlet.proto.v1.TrialReport;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole simulated agents over a real connection to a coordinator that does what the test says. */
class SimulatedFleetTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);
  private static final String NOTHING = ""; // goes wrong

  @TempDir private Path folder;

  private final FakeCoordinator coordinator = new FakeCoordinator();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Server server;
  private CellSpec cell;

  @BeforeEach
  void serve() throws Exception {
    Artifacts artifacts = new Artifacts(folder);
    cell =
        Protocols.cell(
            "baseline", artifacts.model("baseline"), artifacts.inputSet(new byte[] {1, 2}));
    coordinator.serveArtifacts(artifacts);
    coordinator.wantFewHeartbeats();
    coordinator.acknowledgeReports(); // so that closing waits for nothing
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
  void everyBoard_saysHelloByItsNameAndThatItIsSimulated() throws Exception {
    Map<String, AgentHello> hellos = new TreeMap<>();

    try (SimulatedFleet fleet = start(5, NOTHING)) {
      for (int i = 0; i < fleet.devices(); i++) {
        AgentHello hello = coordinator.nextMessage().getHello();
        hellos.put(hello.getDevice(), hello);
      }
    }

    assertThat(hellos.keySet())
        .containsExactly("sim-0001", "sim-0002", "sim-0003", "sim-0004", "sim-0005");
    assertThat(hellos.values())
        .allSatisfy(
            hello -> {
              assertThat(hello.getSimulated()).isTrue();
              assertThat(hello.getLabelsMap()).containsEntry("simulated", "true");
              assertThat(hello.getPropertiesMap()).containsEntry("inference", "simulated");
            });
  }

  @Test
  void lease_isWorkedOffAndHandedBackAtTheEnd() throws Exception {
    try (SimulatedFleet fleet = start(1, NOTHING)) {
      grant();
      TrialReport trial = next(AgentMessage::hasTrial).getTrial();
      assertThat(trial.getOutcome())
          .as(trial.getReason())
          .isEqualTo(TrialOutcome.TRIAL_OUTCOME_MEASURED);
      assertThat(next(AgentMessage::hasRound).getRound().getRound()).isEqualTo(1);
      assertThat(fleet.devices()).isEqualTo(1);
    }

    assertThat(next(AgentMessage::hasLeaseReturn).getLeaseReturn().getReason())
        .contains("agent stops");
  }

  @Test
  void fullDisk_failsTrialsAsTheBoardsRefusalInTheWordsOfARealOne() throws Exception {
    try (SimulatedFleet fleet = start(1, "faults: [{kind: disk_full, at: 0, for: 1h}]")) {
      assertThat(next()).isEqualTo("sim-0001 has a full disk for 3600.0 s");
      grant();

      TrialReport trial = next(AgentMessage::hasTrial).getTrial();

      assertThat(trial.getOutcome()).isEqualTo(TrialOutcome.TRIAL_OUTCOME_FAILED);
      assertThat(trial.getBoardRefused()).isTrue();
      assertThat(trial.getModelFault()).isFalse();
      assertThat(trial.getReason())
          .contains("cannot write artifact " + cell.artifact())
          .contains("(No space left on device)")
          .contains("make room");
      assertThat(fleet.devices()).isEqualTo(1);
    }
  }

  @Test
  void boardThatCrashes_comesBackOnTheSameBootInAnotherLife() throws Exception {
    try (SimulatedFleet fleet = start(1, "faults: [{kind: crash, every: 500ms, for: 1ms}]")) {
      AgentHello first = coordinator.nextMessage().getHello();
      AgentHello second = coordinator.nextMessage().getHello();

      assertThat(next()).isEqualTo("sim-0001 crashes, back in 0.001 s");
      assertThat(second.getBootId()).isEqualTo(first.getBootId());
      assertThat(second.getSessionId()).isNotEqualTo(first.getSessionId());
      assertThat(fleet.devices()).isEqualTo(1);
    }
  }

  @Test
  void clockThatIsSetForward_showsInTheHeartbeats() throws Exception {
    coordinator.wantHeartbeatsEvery(Duration.ofMillis(20));
    SystemClock clock = new SystemClock();
    try (SimulatedFleet fleet = start(1, "faults: [{kind: clock_step, at: 0, by: 1h}]")) {
      assertThat(next()).isEqualTo("sim-0001 has its clock set forward by 3600.0 s");

      long aheadNs = 0;
      for (int i = 0; i < 10 && aheadNs < Duration.ofHours(1).toNanos() / 2; i++) {
        // those that were under way when the clock was set do not count
        aheadNs =
            coordinator.nextHeartbeat().getHeartbeat().getSentMonotonicNs() - clock.monotonicNs();
      }

      assertThat(Duration.ofNanos(aheadNs))
          .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
      assertThat(fleet.devices()).isEqualTo(1);
    }
  }

  @Test
  void boardThatIsRefused_isTold() throws Exception {
    coordinator.refuse(Status.FAILED_PRECONDITION.withDescription("too old"));

    try (SimulatedFleet fleet = start(1, NOTHING)) {
      assertThat(next()).startsWith("sim-0001 is refused: ").contains("too old");
      assertThat(fleet.devices()).isEqualTo(1);
    }
  }

  @Test
  void closingTwice_isClosingOnce() {
    SimulatedFleet fleet = start(2, NOTHING);

    fleet.close();
    fleet.close();

    assertThat(fleet.devices()).isEqualTo(2);
  }

  @Test
  void fleetThatCannotBe_isRefusedWithTheOption() {
    assertThatThrownBy(() -> start(0, NOTHING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--devices");
  }

  private void grant() throws InterruptedException {
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    LeaseGrant grant =
        new LeaseGrant(
            LEASE,
            "e-1",
            "MAXN",
            List.of(cell),
            Protocols.demo(),
            List.of(),
            Duration.ofSeconds(60));
    RoundGrant round = new RoundGrant(LEASE, 1, List.of(new Visit(cell.cellId(), List.of(1))));
    coordinator.send(
        CoordinatorMessage.newBuilder().setLease(ControlMapping.toMessage(grant)).build());
    coordinator.send(
        CoordinatorMessage.newBuilder().setRound(ControlMapping.toMessage(round)).build());
  }

  /**
   * The next message of a kind; a machine that stood still may have made an agent say hello twice.
   */
  private AgentMessage next(Predicate<AgentMessage> kind) throws InterruptedException {
    AgentMessage message = coordinator.nextMessage();
    while (!kind.test(message)) {
      message = coordinator.nextMessage();
    }
    return message;
  }

  private String next() throws InterruptedException {
    String words = told.poll(10, TimeUnit.SECONDS);
    if (words == null) {
      throw new AssertionError("nothing was told within 10 s");
    }
    return words;
  }

  private SimulatedFleet start(int devices, String script) {
    FaultPlan faults =
        script.isEmpty() ? FaultPlan.NONE : FaultScriptParser.parse("faults.yaml", script);
    FleetPlan plan =
        new FleetPlan(
            devices,
            "sim",
            new CoordinatorAddress("127.0.0.1", server.getPort()),
            TransportSecurity.PLAINTEXT,
            1,
            Speed.MAX,
            List.of("VDD_IN"),
            Map.of(),
            faults,
            folder.resolve("state"),
            2,
            "0.1.0");
    return SimulatedFleet.start(plan, new Listener());
  }

  private final class Listener implements FleetListener {

    @Override
    public void connected(String device) {
      // the coordinator's side shows it
    }

    @Override
    public void refused(String device, HamletException refusal) {
      told.add(device + " is refused: " + refusal.getMessage());
    }

    @Override
    public void fault(String device, String words) {
      told.add(device + " " + words);
    }
  }
}
