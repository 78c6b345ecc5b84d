package dev.hamlet.coordinator.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.Heartbeat;
import dev.hamlet.proto.v1.RoundReport;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter alone, over the in-process transport with everything on the test's thread. */
class ControlServiceTest {

  private final ManualClock clock = new ManualClock();
  private final List<String> heard = new ArrayList<>();
  private final List<CoordinatorMessage> received = new ArrayList<>();
  private @Nullable Status ended;
  private boolean full;
  private @Nullable Queue<Runnable> late; // what the loop has not come to yet
  private final Executor loop =
      event -> {
        if (full) {
          throw new RejectedExecutionException("full");
        }
        if (late == null) {
          event.run();
        } else {
          late.add(event);
        }
      };
  private ControlService service = service(1_000);
  private Server server;
  private ManagedChannel channel;
  private StreamObserver<AgentMessage> stream;

  @BeforeEach
  void connect() throws IOException {
    server =
        InProcessServerBuilder.forName("control")
            .directExecutor()
            .addService(service)
            .build()
            .start();
    channel = InProcessChannelBuilder.forName("control").directExecutor().build();
    stream = ControlGrpc.newStub(channel).connect(new Client());
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void noHelloWithinThreeSeconds_agentMayTryAgain() {
    clock.advanceNs(2_999_999_999L);
    service.tick();
    assertThat(ended).isNull();

    clock.advanceNs(1);
    service.tick();

    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(heard).isEmpty();
  }

  @Test
  void helloInTime_streamStaysOpen() {
    stream.onNext(hello("twin-1"));
    clock.advanceNs(10_000_000_000L);
    service.tick();

    assertThat(ended).isNull();
    assertThat(heard).containsExactly("hello twin-1");
  }

  @Test
  void helloThatWaitsForItsTurn_isNoneThatIsOverdue() {
    late = new ArrayDeque<>();
    stream.onNext(hello("twin-1"));
    clock.advanceNs(10_000_000_000L);
    service.tick();
    assertThat(ended).isNull();

    late.remove().run();

    assertThat(heard).containsExactly("hello twin-1");
  }

  @Test
  void agentThatComesBackBeforeItsEndIsWorkedOff_takesNoOthersPlace() throws IOException {
    disconnect();
    service = service(1);
    connect();
    stream.onNext(hello("twin-1"));
    late = new ArrayDeque<>();
    stream.onError(Status.CANCELLED.asRuntimeException());
    ended = null;

    stream = ControlGrpc.newStub(channel).connect(new Client());
    stream.onNext(hello("twin-1"));
    late.forEach(Runnable::run);

    assertThat(ended).isNull();
    assertThat(heard).containsExactly("hello twin-1", "gone", "hello twin-1");
  }

  @Test
  void moreAgentsThanPermitted_mayTryAgain() throws IOException {
    disconnect();
    service = service(1);
    connect();

    ControlGrpc.newStub(channel).connect(new Client());

    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void firstMessageIsNoHello_isRefused() {
    stream.onNext(heartbeat());

    assertThat(code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(heard).isEmpty();
  }

  @Test
  void secondHello_isRefusedAndTheSessionEnds() {
    stream.onNext(hello("twin-1"));
    stream.onNext(hello("twin-1"));

    assertThat(code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(heard).containsExactly("hello twin-1", "gone");
  }

  @Test
  void nameOutOfBounds_isRefusedWithTheRule() {
    stream.onNext(hello("../etc"));

    assertThat(code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(heard).isEmpty();
  }

  @Test
  void meter_saysWhatItIsAttachedTo() {
    stream.onNext(meter("meter", "twin-1"));

    assertThat(ended).isNull();
    assertThat(heard).containsExactly("hello meter-1 attached to twin-1");
  }

  @Test
  void roleThatIsNotKnown_isRefused() {
    stream.onNext(meter("spectator", "twin-1"));

    assertThat(code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(heard).isEmpty();
  }

  private static AgentMessage meter(String role, String attachedTo) {
    return AgentMessage.newBuilder()
        .setHello(hello("meter-1").getHello().toBuilder().setRole(role).setAttachedTo(attachedTo))
        .build();
  }

  @Test
  void heartbeat_isAnsweredWithTheStampOfItsReceipt() {
    stream.onNext(hello("twin-1"));
    long receivedNs = clock.monotonicNs();
    stream.onNext(heartbeat());

    assertThat(received)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.getHeartbeat().getSentMonotonicNs()).isEqualTo(77);
              assertThat(message.getHeartbeat().getReceivedCoordinatorNs()).isEqualTo(receivedNs);
            });
  }

  @Test
  void malformedReport_closesTheStreamWithTheField() {
    stream.onNext(hello("twin-1"));
    stream.onNext(
        AgentMessage.newBuilder().setRound(RoundReport.newBuilder().setRound(-1)).build());

    assertThat(code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void agentThatCompletes_endsItsSessionOnce() {
    stream.onNext(hello("twin-1"));
    stream.onCompleted();

    assertThat(code()).isEqualTo(Status.Code.OK);
    assertThat(heard).containsExactly("hello twin-1", "gone");
  }

  @Test
  void cancelledStream_endsItsSessionOnce() {
    stream.onNext(hello("twin-1"));
    stream.onError(Status.CANCELLED.asRuntimeException());

    assertThat(heard).containsExactly("hello twin-1", "gone");
  }

  @Test
  void loopIsFull_streamIsClosedAsUnavailable() {
    full = true;
    stream.onNext(hello("twin-1"));

    assertThat(code()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void listenerRefuses_agentSeesWhy() {
    stream.onNext(hello("taken"));

    assertThat(code()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(heard).isEmpty();
  }

  private ControlService service(int maxStreams) {
    return new ControlService(new Recorder(), loop, clock, clock, "0.1.0", maxStreams);
  }

  private Status.@Nullable Code code() {
    return ended == null ? null : ended.getCode();
  }

  private static AgentMessage hello(String device) {
    return AgentMessage.newBuilder()
        .setHello(
            dev.hamlet.proto.v1.AgentHello.newBuilder()
                .setProtocolMajor(ProtocolVersion.CURRENT.major())
                .setProtocolMinor(ProtocolVersion.CURRENT.minor())
                .setDevice(device)
                .setBootId("b")
                .setSessionId("s"))
        .build();
  }

  private static AgentMessage heartbeat() {
    return AgentMessage.newBuilder()
        .setHeartbeat(Heartbeat.newBuilder().setSentMonotonicNs(77))
        .build();
  }

  private final class Client implements StreamObserver<CoordinatorMessage> {

    @Override
    public void onNext(CoordinatorMessage message) {
      received.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      ended = Status.fromThrowable(failure);
    }

    @Override
    public void onCompleted() {
      ended = Status.OK;
    }
  }

  private final class Recorder implements AgentListener {

    @Override
    public DeviceSession connected(AgentHello hello, AgentLink link) {
      if (hello.device().name().equals("taken")) {
        throw new HamletException(ErrorCode.ALREADY_EXISTS, "taken");
      }
      String attachment =
          hello.device().attached() ? " attached to " + hello.device().attachedTo() : "";
      heard.add("hello " + hello.device().name() + attachment);
      return new DeviceSession(hello.device(), link);
    }

    @Override
    public void heard(DeviceSession session, AgentHeartbeat heartbeat) {
      session.link().answer(heartbeat, List.of());
    }

    @Override
    public void reported(DeviceSession session, long reportNumber, AgentReport report) {
      heard.add("report " + reportNumber);
    }

    @Override
    public void metered(DeviceSession session, OrderAnswer<MeterCost> answer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void calibrated(DeviceSession session, OrderAnswer<SensorCalibration> answer) {
      heard.add("calibration " + answer.orderId());
    }

    @Override
    public void disconnected(DeviceSession session) {
      heard.add("gone");
    }
  }
}
