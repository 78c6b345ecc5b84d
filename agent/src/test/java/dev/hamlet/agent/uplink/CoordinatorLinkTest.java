package dev.hamlet.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.agent.device.DeviceIdentity;
import dev.hamlet.agent.device.FakeBoard;
import dev.hamlet.agent.uplink.outbox.ReportOutbox;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.Temperature;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.time.SystemClock;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.Heartbeat;
import dev.hamlet.proto.v1.HeartbeatReply;
import dev.hamlet.proto.v1.ReportAck;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoordinatorLinkTest {

  private static final LeaseRef LEASE = new LeaseRef("l-1", 7);

  private final FakeCoordinator coordinator = new FakeCoordinator();
  private final InProcess connection = new InProcess(coordinator);
  private final BlockingQueue<Object> orders = new LinkedBlockingQueue<>();
  private final CompletableFuture<HamletException> refusal = new CompletableFuture<>();
  private final ReportOutbox reports = new ReportOutbox();
  private CoordinatorLink link;

  @BeforeEach
  void open() {
    link =
        new CoordinatorLink(
            connection.channel(),
            InProcess.QUICK,
            reports,
            new Orders(),
            new FixedPulse(),
            new Listener(),
            new SystemClock(),
            new Random(1),
            LinkThread.own("control-link"));
  }

  @AfterEach
  void close() {
    link.close();
    connection.close();
  }

  @Test
  void hello_saysWhoTheAgentIsAndWhatItStillWorksOn() throws InterruptedException {
    link.start(description());

    AgentHello hello = coordinator.nextMessage().getHello();
    assertThat(hello.getDevice()).isEqualTo("twin-1");
    assertThat(hello.getBootId()).isEqualTo("boot-1");
    assertThat(hello.getSessionId()).isEqualTo("session-1");
    assertThat(hello.getLabelsMap()).containsEntry("board", "tx2");
    assertThat(hello.getRuntimesList()).containsExactly("tensorflow");
    assertThat(hello.getLeases(0).getLeaseId()).isEqualTo("l-1");
    assertThat(hello.getSimulated()).isTrue();
  }

  @Test
  void heartbeats_nameLeasesAndTemperaturesAndEchoTheLastExchange() throws InterruptedException {
    link.start(description());

    Heartbeat first = coordinator.nextHeartbeat().getHeartbeat();
    assertThat(first.getLeases(0).getFencingToken()).isEqualTo(7);
    assertThat(first.getTemperatures(0).getCelsius()).isEqualTo(41);
    assertThat(first.getState()).isEqualTo("measuring");
    assertThat(first.getPhase()).isEqualTo("burst");
    assertThat(first.getUnacknowledgedBatches()).isEqualTo(3);
    assertThat(ControlMapping.fromMessage(first.getDisk())).isEqualTo(DISK);
    assertThat(first.hasExchange()).isFalse();
    coordinator.send(
        CoordinatorMessage.newBuilder()
            .setHeartbeat(
                HeartbeatReply.newBuilder()
                    .setSentMonotonicNs(first.getSentMonotonicNs())
                    .setReceivedCoordinatorNs(20)
                    .setRepliedCoordinatorNs(30)
                    .addLapsed(ControlMapping.toMessage(LEASE)))
            .build());

    assertThat(orders.poll(10, TimeUnit.SECONDS)).isEqualTo(LEASE);
    Heartbeat second = coordinator.nextHeartbeat().getHeartbeat();
    while (!second.hasExchange()) {
      second = coordinator.nextHeartbeat().getHeartbeat();
    }
    assertThat(second.getExchange().getSentMonotonicNs()).isEqualTo(first.getSentMonotonicNs());
    assertThat(second.getExchange().getRepliedCoordinatorNs()).isEqualTo(30);
    assertThat(second.getExchange().getReceivedMonotonicNs())
        .isGreaterThanOrEqualTo(first.getSentMonotonicNs());
  }

  @Test
  void orders_arriveInTheirOrder() throws InterruptedException {
    RoundGrant round = new RoundGrant(LEASE, 1, List.of(new Visit("c1", List.of(1, 2))));
    LeaseEnd end = new LeaseEnd(LEASE, "done", false);
    link.start(description());
    coordinator.nextHeartbeat();

    coordinator.send(
        CoordinatorMessage.newBuilder().setRound(ControlMapping.toMessage(round)).build());
    coordinator.send(
        CoordinatorMessage.newBuilder().setLeaseEnd(ControlMapping.toMessage(end)).build());

    assertThat(orders.poll(10, TimeUnit.SECONDS)).isEqualTo(round);
    assertThat(orders.poll(10, TimeUnit.SECONDS)).isEqualTo(end);
  }

  @Test
  void report_isRepeatedOnEveryStreamUntilItIsAcknowledged() throws InterruptedException {
    coordinator.wantFewHeartbeats();
    reports.send(new RoundReport(LEASE, 1));
    link.start(description());
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    assertThat(coordinator.nextMessage().getRound().getReportNumber()).isEqualTo(1);
    reports.send(new RoundReport(LEASE, 2));
    assertThat(coordinator.nextMessage().getRound().getReportNumber()).isEqualTo(2);

    coordinator.cutControl();
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    assertThat(coordinator.nextMessage().getRound().getReportNumber()).isEqualTo(1);
    assertThat(coordinator.nextMessage().getRound().getReportNumber()).isEqualTo(2);

    for (int number = 1; number <= 2; number++) {
      coordinator.send(
          CoordinatorMessage.newBuilder()
              .setReportAck(ReportAck.newBuilder().setReportNumber(number))
              .build());
    }
    assertThat(link.drain(Duration.ofSeconds(10))).isTrue();
    coordinator.cutControl();
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    assertThat(reports.size()).isZero();
  }

  @Test
  void distantProtocolVersion_endsTheAgentWithTheSentence() throws Exception {
    coordinator.refuse(Status.FAILED_PRECONDITION.withDescription("upgrade the older of the two"));
    link.start(description());

    HamletException refused = refusal.get(10, TimeUnit.SECONDS);

    assertThat(refused.code()).isEqualTo(ErrorCode.PRECONDITION);
    assertThat(refused).hasMessage("upgrade the older of the two");
  }

  @Test
  void secondAgentOfTheSameName_isEnded() throws Exception {
    coordinator.refuse(Status.ALREADY_EXISTS.withDescription("twin-1 is connected already"));
    link.start(description());

    assertThat(refusal.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
  }

  @Test
  void nameThatBecomesFree_isTakenByTheAgentThatAskedAgain() throws InterruptedException {
    coordinator.refuse(Status.ALREADY_EXISTS.withDescription("twin-1 is connected already"));
    link.start(description());
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    coordinator.refuse(null);

    assertThat(coordinator.nextHeartbeat().hasHeartbeat()).isTrue();
    assertThat(refusal).isNotDone();
  }

  @Test
  void anyOtherFailure_isTriedAgain() throws InterruptedException {
    coordinator.refuse(Status.INTERNAL.withDescription("a defect"));
    link.start(description());
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    assertThat(coordinator.nextMessage().hasHello()).isTrue();
    coordinator.refuse(null);

    assertThat(coordinator.nextHeartbeat().hasHeartbeat()).isTrue();
    assertThat(refusal).isNotDone();
  }

  private static AgentDescription description() {
    return new AgentDescription(
        new DeviceIdentity("twin-1", "boot-1", "bench", "Linux", "17", 2, Map.of("board", "tx2")),
        new FakeBoard(),
        "session-1",
        "0.1.0",
        List.of(),
        Set.of("tensorflow"));
  }

  /** No rate of telemetry is known yet. */
  private static final DiskUse DISK =
      new DiskUse(
          new DiskUse.Cache(5, 2, 30, 4_000, 1L << 32),
          new DiskUse.Spool(100, 1L << 29, Double.NaN, 1, OptionalLong.empty()));

  private static final class FixedPulse implements Pulse {

    @Override
    public List<Temperature> temperatures() {
      return List.of(new Temperature("cpu", 41));
    }

    @Override
    public String powerMode() {
      return "MAXN";
    }

    @Override
    public String phase() {
      return "burst";
    }

    @Override
    public long unacknowledgedBatches() {
      return 3;
    }

    @Override
    public Optional<DiskUse> disk() {
      return Optional.of(DISK);
    }
  }

  private final class Listener implements LinkListener {

    @Override
    public void connected(String coordinatorVersion) {}

    @Override
    public void refused(HamletException refused) {
      refusal.complete(refused);
    }
  }

  private final class Orders implements WorkOrders {

    @Override
    public boolean ordered(BoardOrder order) {
      return false;
    }

    @Override
    public void granted(LeaseGrant grant) {
      orders.add(grant);
    }

    @Override
    public void round(RoundGrant round) {
      orders.add(round);
    }

    @Override
    public void ended(LeaseEnd end) {
      orders.add(end);
    }

    @Override
    public void lapsed(LeaseRef lease) {
      orders.add(lease);
    }

    @Override
    public List<LeaseRef> leases() {
      return List.of(LEASE);
    }
  }
}
