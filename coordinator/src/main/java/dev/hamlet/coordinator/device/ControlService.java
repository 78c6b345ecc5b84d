package dev.hamlet.coordinator.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The gRPC face for agents. It only translates: every message becomes a value and is told to the
 * {@link AgentListener} on the event loop.
 *
 * <p>Threads: gRPC's call it; nothing here waits. The loop's queue is bounded; when it is full, the
 * stream is closed with UNAVAILABLE and the agent connects again.
 */
public final class ControlService extends ControlGrpc.ControlImplBase {

  /** How soon a stream must say hello. */
  public static final Duration HELLO_WITHIN = Duration.ofSeconds(3);

  /** How often agents are asked to send a heartbeat. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final AgentListener listener;
  private final Executor loop;
  private final MonotonicClock clock;
  private final EpochClock wallClock;
  private final String version;
  private final int maxStreams;
  private final Set<ControlStream> streams = ConcurrentHashMap.newKeySet();

  /**
   * A service for one coordinator.
   *
   * @param listener who is told, on the loop
   * @param loop the event loop; may reject when it is full
   * @param version version of this coordinator, for the welcome
   * @param maxStreams most agents at once; more are refused, and try again
   */
  public ControlService(
      AgentListener listener,
      Executor loop,
      MonotonicClock clock,
      EpochClock wallClock,
      String version,
      int maxStreams) {
    this.listener = listener;
    this.loop = loop;
    this.clock = clock;
    this.wallClock = wallClock;
    this.version = version;
    this.maxStreams = maxStreams;
  }

  @Override
  public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> observer) {
    ServerCallStreamObserver<CoordinatorMessage> out =
        (ServerCallStreamObserver<CoordinatorMessage>) observer;
    ControlLink link = new ControlLink(out, clock, version);
    ControlStream stream = new ControlStream(this, out, link, clock.monotonicNs());
    out.disableAutoRequest();
    out.setOnCancelHandler(() -> stream.onError(StatusMapping.toStatus(cancelled())));
    if (streams.size() >= maxStreams) {
      link.fail(new HamletException(ErrorCode.UNAVAILABLE, maxStreams + " agents are connected"));
    } else {
      streams.add(stream);
      out.request(1);
    }
    return stream;
  }

  /** Closes streams whose hello is overdue; to be called about once a second, on the loop. */
  public void tick() {
    for (ControlStream stream : List.copyOf(streams)) {
      stream.helloOverdue(clock.monotonicNs());
    }
  }

  void closed(ControlStream stream) {
    streams.remove(stream);
  }

  AgentListener listener() {
    return listener;
  }

  Executor loop() {
    return loop;
  }

  MonotonicClock clock() {
    return clock;
  }

  EpochClock wallClock() {
    return wallClock;
  }

  private static HamletException cancelled() {
    return new HamletException(ErrorCode.UNAVAILABLE, "the stream was cancelled");
  }
}
