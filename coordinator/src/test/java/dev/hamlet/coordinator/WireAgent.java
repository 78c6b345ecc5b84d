package dev.hamlet.coordinator;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.experiment.BoardReadings;
import dev.hamlet.common.experiment.EvaluationReport;
import dev.hamlet.common.experiment.EvaluationSpec;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.experiment.RoundReport;
import dev.hamlet.common.experiment.TrialEnding;
import dev.hamlet.common.experiment.TrialRef;
import dev.hamlet.common.experiment.TrialReport;
import dev.hamlet.common.experiment.Visit;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.common.wire.ReportMapping;
import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.proto.v1.AgentHello;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.Heartbeat;
import dev.hamlet.proto.v1.RailDescription;
import dev.hamlet.proto.v1.SensorDescription;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryGrpc;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent that speaks the real wire, with telemetry that is made up. */
final class WireAgent implements AutoCloseable {

  private static final String GROUP = "module";
  private static final String BOOT = "boot-1";

  private final String device;
  private final String sessionId;
  private final ManagedChannel channel;
  private final Inbox<CoordinatorMessage> orders = new Inbox<>();
  private final StreamObserver<AgentMessage> control;
  private final StreamObserver<TelemetryUp> telemetry;
  private long deviceNs = 1_000_000_000_000L;
  private long sequence;
  private long reports;

  /** Keeps what comes, until the test asks for it. */
  static final class Inbox<T> implements StreamObserver<T> {

    private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

    @Override
    public void onNext(T message) {
      all.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      all.add(failure);
    }

    @Override
    public void onCompleted() {
      all.add("completed");
    }

    Object take() throws InterruptedException {
      Object next = all.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came within 20 s");
      }
      return next;
    }
  }

  WireAgent(
      int port, String device, String sessionId, ProtocolVersion version, LeaseRef... leases) {
    this.device = device;
    this.sessionId = sessionId;
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    control = ControlGrpc.newStub(channel).connect(orders);
    AgentHello.Builder hello =
        AgentHello.newBuilder()
            .setProtocolMajor(version.major())
            .setProtocolMinor(version.minor())
            .setDevice(device)
            .setBootId(BOOT)
            .setSessionId(sessionId)
            .setAgentVersion("0.1.0")
            .setBoard("twin")
            .setSimulated(true)
            .setHost("host")
            .addSensors(sensor())
            .addRuntimes("tensorflow")
            .addPowerModes("MAXN")
            .setCpus(2);
    List.of(leases).forEach(lease -> hello.addLeases(ControlMapping.toMessage(lease)));
    control.onNext(AgentMessage.newBuilder().setHello(hello).build());
    telemetry = TelemetryGrpc.newStub(channel).stream(new Inbox<TelemetryDown>());
    telemetry.onNext(
        TelemetryUp.newBuilder()
            .setHello(
                TelemetryHello.newBuilder()
                    .setDevice(device)
                    .setBootId(BOOT)
                    .setSessionId(sessionId)
                    .setProtocolMajor(version.major())
                    .setProtocolMinor(version.minor()))
            .build());
  }

  /** The next message or the failure of the control stream. */
  Object next() throws InterruptedException {
    return orders.take();
  }

  /** The next message of a kind; what comes before it is left out. */
  CoordinatorMessage next(CoordinatorMessage.KindCase kind) throws InterruptedException {
    while (true) {
      Object next = orders.take();
      if (!(next instanceof CoordinatorMessage message)) {
        throw new AssertionError("the control stream ended: " + next);
      }
      if (message.getKindCase() == kind) {
        return message;
      }
    }
  }

  LeaseGrant lease() throws InterruptedException {
    return ControlMapping.fromMessage(next(CoordinatorMessage.KindCase.LEASE).getLease());
  }

  RoundGrant round() throws InterruptedException {
    return ControlMapping.fromMessage(next(CoordinatorMessage.KindCase.ROUND).getRound());
  }

  void heartbeat(LeaseRef... leases) {
    Heartbeat.Builder heartbeat = Heartbeat.newBuilder().setSentMonotonicNs(deviceNs);
    List.of(leases).forEach(lease -> heartbeat.addLeases(ControlMapping.toMessage(lease)));
    control.onNext(AgentMessage.newBuilder().setHeartbeat(heartbeat).build());
  }

  CalibrationOrder calibration() throws InterruptedException {
    return CalibrationMapping.fromMessage(
        next(CoordinatorMessage.KindCase.CALIBRATION).getCalibration());
  }

  void answer(OrderAnswer<SensorCalibration> answer) {
    control.onNext(
        AgentMessage.newBuilder().setCalibration(CalibrationMapping.toMessage(answer)).build());
  }

  void evaluate(LeaseGrant lease) {
    for (EvaluationSpec spec : lease.evaluations()) {
      report(
          new EvaluationReport(
              lease.lease(),
              spec.artifact(),
              spec.runtime(),
              spec.inputSet(),
              List.of(0, 1, 1, 0),
              List.of(0, 1, 0, 0),
              2,
              "",
              false));
    }
  }

  void run(LeaseGrant lease, RoundGrant round) {
    for (Visit visit : round.visits()) {
      visit.trials().forEach(number -> run(lease, round, visit.cellId(), number));
    }
    report(new RoundReport(round.lease(), round.round()));
  }

  /** No model of the round loads. */
  void fail(RoundGrant round) {
    for (Visit visit : round.visits()) {
      report(
          TrialReport.unmeasured(
              new TrialRef(round.lease(), visit.cellId(), visit.trials().get(0), round.round()),
              TrialEnding.failed("the model does not load", true),
              sessionId));
    }
    report(new RoundReport(round.lease(), round.round()));
  }

  private void run(LeaseGrant lease, RoundGrant round, String cellId, int number) {
    SyntheticTrial trial = new SyntheticTrial(lease.protocol(), deviceNs);
    deviceNs = trial.endNs();
    batch(trial.samples(GROUP), null);
    batch(null, trial.trace(round.lease().fencingToken(), cellId, number));
    report(
        new TrialReport(
            new TrialRef(round.lease(), cellId, number, round.round()),
            TrialEnding.MEASURED,
            sessionId,
            sequence,
            1_000_000,
            BoardReadings.NONE));
  }

  private void batch(@Nullable SampleBatch samples, @Nullable TrialTrace trace) {
    TelemetryRecord record =
        new TelemetryRecord(device, BOOT, sessionId, ++sequence, Map.of(), samples, trace);
    telemetry.onNext(TelemetryUp.newBuilder().setBatch(TelemetryMapping.toMessage(record)).build());
  }

  private void report(AgentReport report) {
    control.onNext(ReportMapping.toMessage(report, ++reports));
  }

  private static SensorDescription sensor() {
    return SensorDescription.newBuilder()
        .setSensor("sensor")
        .setGroup(GROUP)
        .setKind("twin")
        .setSimulated(true)
        .setNominalRateHz(1_000)
        .addRails(RailDescription.newBuilder().setName(SyntheticTrial.RAIL).setSupply(true))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
