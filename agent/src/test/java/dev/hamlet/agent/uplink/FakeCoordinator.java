package dev.hamlet.agent.uplink;

import com.google.protobuf.ByteString;
import dev.hamlet.agent.artifact.ChunkSource;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ArtifactsGrpc;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.DownloadChunk;
import dev.hamlet.proto.v1.DownloadRequest;
import dev.hamlet.proto.v1.ReportAck;
import dev.hamlet.proto.v1.TelemetryAck;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryGrpc;
import dev.hamlet.proto.v1.TelemetryUp;
import dev.hamlet.proto.v1.Welcome;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two streams' other end: keeps what comes, answers what a test says, cuts when it says so. */
public final class FakeCoordinator {

  private final BlockingQueue<AgentMessage> control = new LinkedBlockingQueue<>();
  private final BlockingQueue<TelemetryUp> telemetry = new LinkedBlockingQueue<>();
  private volatile @Nullable Status refusal;
  private volatile @Nullable StreamObserver<CoordinatorMessage> toAgent;
  private volatile @Nullable StreamObserver<TelemetryDown> toSender;
  private volatile @Nullable ChunkSource artifacts;
  private volatile boolean acknowledging = true;
  private volatile boolean acknowledgingReports;
  private volatile int heartbeatMs = 100;

  /** The services to serve. */
  public List<BindableService> services() {
    return List.of(new ControlEnd(), new TelemetryEnd(), new ArtifactEnd());
  }

  /** Where its artifacts come from. */
  public void serveArtifacts(ChunkSource source) {
    artifacts = source;
  }

  /** From now on hellos are refused. */
  public void refuse(@Nullable Status status) {
    refusal = status;
  }

  /** Whether batches are acknowledged as they come. */
  public void acknowledgeBatches(boolean acknowledge) {
    acknowledging = acknowledge;
  }

  /** From now on reports are acknowledged as they come. */
  public void acknowledgeReports() {
    acknowledgingReports = true;
  }

  /** Heartbeats hardly ever come. */
  public void wantFewHeartbeats() {
    wantHeartbeatsEvery(Duration.ofMinutes(1));
  }

  /** From the next hello on. */
  public void wantHeartbeatsEvery(Duration interval) {
    heartbeatMs = (int) interval.toMillis();
  }

  /** The next message of the control stream that is not a heartbeat. */
  public AgentMessage nextMessage() throws InterruptedException {
    for (AgentMessage message = next(control); ; message = next(control)) {
      if (!message.hasHeartbeat()) {
        return message;
      }
    }
  }

  /** The next heartbeat; other messages are passed over. */
  public AgentMessage nextHeartbeat() throws InterruptedException {
    for (AgentMessage message = next(control); ; message = next(control)) {
      if (message.hasHeartbeat()) {
        return message;
      }
    }
  }

  /** The next message of the telemetry stream. */
  public TelemetryUp nextTelemetry() throws InterruptedException {
    return next(telemetry);
  }

  /** The next batch of the telemetry stream. */
  public TelemetryBatch nextBatch() throws InterruptedException {
    for (TelemetryUp message = next(telemetry); ; message = next(telemetry)) {
      if (message.hasBatch()) {
        return message.getBatch();
      }
    }
  }

  /** Whether nothing comes over the telemetry stream for a while. */
  public boolean silentTelemetry(long forMs) throws InterruptedException {
    return telemetry.poll(forMs, TimeUnit.MILLISECONDS) == null;
  }

  /** Sends a message down the control stream. */
  public void send(CoordinatorMessage message) {
    Objects.requireNonNull(toAgent).onNext(message);
  }

  /** Acknowledges batches up to a sequence. */
  public void acknowledge(String sessionId, long throughSequence) {
    Objects.requireNonNull(toSender)
        .onNext(
            TelemetryDown.newBuilder()
                .setAck(
                    TelemetryAck.newBuilder()
                        .setSessionId(sessionId)
                        .setThroughSequence(throughSequence))
                .build());
  }

  /** Ends the control stream as a broken connection does. */
  public void cutControl() {
    Objects.requireNonNull(toAgent).onError(Status.UNAVAILABLE.asRuntimeException());
  }

  /** Ends the telemetry stream as a broken connection does. */
  public void cutTelemetry() {
    Objects.requireNonNull(toSender).onError(Status.UNAVAILABLE.asRuntimeException());
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T message = queue.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within 10 s");
    }
    return message;
  }

  private final class ControlEnd extends ControlGrpc.ControlImplBase {

    @Override
    public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> down) {
      toAgent = down;
      return new Up<>(this::received, down);
    }

    private void received(AgentMessage message) {
      Status refused = refusal;
      if (message.hasHello() && refused != null) {
        Objects.requireNonNull(toAgent).onError(refused.asRuntimeException());
      } else if (message.hasHello()) {
        send(
            CoordinatorMessage.newBuilder()
                .setWelcome(
                    Welcome.newBuilder()
                        .setCoordinatorVersion("0.1.0")
                        .setHeartbeatIntervalMs(heartbeatMs)
                        .setLeaseDurationMs(60_000))
                .build());
      } else if (acknowledgingReports) {
        acknowledge(message);
      }
      control.add(message); // whoever waits for it finds it answered
    }

    private void acknowledge(AgentMessage message) {
      long report =
          switch (message.getKindCase()) {
            case TRIAL -> message.getTrial().getReportNumber();
            case EVALUATION -> message.getEvaluation().getReportNumber();
            case ROUND -> message.getRound().getReportNumber();
            case LEASE_RETURN -> message.getLeaseReturn().getReportNumber();
            case HELLO, HEARTBEAT, CALIBRATION, METER_COST, KIND_NOT_SET -> 0;
          };
      if (report > 0) {
        send(
            CoordinatorMessage.newBuilder()
                .setReportAck(ReportAck.newBuilder().setReportNumber(report))
                .build());
      }
    }
  }

  private final class TelemetryEnd extends TelemetryGrpc.TelemetryImplBase {

    @Override
    public StreamObserver<TelemetryUp> stream(StreamObserver<TelemetryDown> down) {
      toSender = down;
      return new Up<>(this::received, down);
    }

    private void received(TelemetryUp message) {
      telemetry.add(message);
      if (message.hasBatch() && acknowledging) {
        acknowledge(message.getBatch().getSessionId(), message.getBatch().getSequence());
      }
    }
  }

  private final class ArtifactEnd extends ArtifactsGrpc.ArtifactsImplBase {

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadChunk> down) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Objects.requireNonNull(artifacts)
            .download(request.getId(), request.getOffsetBytes(), bytes);
        down.onNext(
            DownloadChunk.newBuilder().setData(ByteString.copyFrom(bytes.toByteArray())).build());
        down.onCompleted();
      } catch (IOException e) {
        down.onError(Status.INTERNAL.withCause(e).asRuntimeException());
      }
    }
  }

  /** The way up of a stream; ends the way down when the agent does. */
  private record Up<U>(java.util.function.Consumer<U> received, StreamObserver<?> down)
      implements StreamObserver<U> {

    @Override
    public void onNext(U message) {
      received.accept(message);
    }

    @Override
    public void onError(Throwable ignored) {
      // the agent is gone: nothing is left to answer
    }

    @Override
    public void onCompleted() {
      down.onCompleted();
    }
  }
}
