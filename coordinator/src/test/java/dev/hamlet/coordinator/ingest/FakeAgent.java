package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryGrpc;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client's end of one telemetry stream. */
final class FakeAgent implements ClientResponseObserver<TelemetryUp, TelemetryDown> {

  private static final long TIMEOUT_S = 10;

  private final LinkedBlockingQueue<Long> acks = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final StreamObserver<TelemetryUp> up;

  FakeAgent(Channel channel) {
    up = TelemetryGrpc.newStub(channel).stream(this);
  }

  FakeAgent hello(String device, String session) {
    return hello(
        TelemetryHello.newBuilder()
            .setDevice(device)
            .setBootId("boot")
            .setSessionId(session)
            .setProtocolMajor(1)
            .build());
  }

  FakeAgent hello(TelemetryHello hello) {
    up.onNext(TelemetryUp.newBuilder().setHello(hello).build());
    return this;
  }

  FakeAgent send(TelemetryRecord record) {
    return send(TelemetryMapping.toMessage(record));
  }

  FakeAgent send(TelemetryBatch batch) {
    up.onNext(TelemetryUp.newBuilder().setBatch(batch).build());
    return this;
  }

  /** Waits until the service has the stream and asks for its first message. */
  void awaitOpen() throws InterruptedException {
    if (!asked.await(TIMEOUT_S, TimeUnit.SECONDS)) {
      throw new AssertionError("the service did not ask for a hello");
    }
  }

  void finish() {
    up.onCompleted();
  }

  void cut() {
    up.onError(Status.CANCELLED.asRuntimeException());
  }

  /** Waits until an acknowledgement reaches a sequence; fails if a later one never comes. */
  void awaitAck(long sequence) throws InterruptedException {
    Long ack;
    do {
      ack = acks.poll(TIMEOUT_S, TimeUnit.SECONDS);
      if (ack == null) {
        throw new AssertionError("no acknowledgement of " + sequence);
      }
    } while (ack < sequence);
    if (ack > sequence) {
      throw new AssertionError("acknowledged " + ack + " instead of " + sequence);
    }
  }

  boolean hasNoAck() {
    return acks.isEmpty();
  }

  Status awaitEnd() throws InterruptedException, ExecutionException, TimeoutException {
    return end.get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<TelemetryUp> call) {
    call.setOnReadyHandler(asked::countDown);
  }

  @Override
  public void onNext(TelemetryDown down) {
    acks.add(down.getAck().getThroughSequence());
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
