package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.coordinator.telemetry.TelemetryLog;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryGrpc;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes telemetry in: checks who speaks and in which order, makes it durable, acknowledges.
 *
 * <pre>
 *   stream of device a --[at most 64 waiting]--+
 *   stream of device b --[at most 64 waiting]--+--> log-writer thread --> log --> listener
 *   stream of device c --[at most 64 waiting]--+         |
 *        ^ acknowledgement, request for as many more ---+
 * </pre>
 *
 * <p>A device has one stream: a newer one ends the older, since an agent that reconnects knows
 * before we do that its link was cut.
 */
public final class TelemetryIngestService extends TelemetryGrpc.TelemetryImplBase
    implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final TelemetryLog log;
  private final StreamAdmission admission;
  private final IngestMetrics metrics;
  private final MonotonicClock clock;
  private final LogWriter writer;
  private final Map<String, TelemetryStream> streams = new ConcurrentHashMap<>();

  /** Streams that have not said hello. */
  private final Set<TelemetryStream> silent = ConcurrentHashMap.newKeySet();

  private final TelemetryStream.Host host = new Streams();

  /** A service over a log that the caller owns and closes after the service. */
  public TelemetryIngestService(
      TelemetryLog log,
      StreamAdmission admission,
      IngestMetrics metrics,
      TelemetryListener listener,
      MonotonicClock clock) {
    this.log = log;
    this.admission = admission;
    this.metrics = metrics;
    this.clock = clock;
    this.writer = new LogWriter(log, metrics, listener, clock);
  }

  /** Starts the log-writer thread. */
  public void start() {
    writer.start();
  }

  @Override
  public StreamObserver<TelemetryUp> stream(StreamObserver<TelemetryDown> responses) {
    ServerCallStreamObserver<TelemetryDown> client =
        (ServerCallStreamObserver<TelemetryDown>) responses;
    client.disableAutoRequest();
    TelemetryStream stream = new TelemetryStream(host, metrics, clock, client);
    silent.add(stream);
    // with a handler, answers to a client that is gone are dropped instead of thrown at the writer
    client.setOnCancelHandler(stream::gone);
    client.request(1);
    return stream;
  }

  /** Ends streams whose hello is overdue; to be called about once a second, on any thread. */
  public void tick() {
    for (TelemetryStream stream : List.copyOf(silent)) {
      if (stream.isHelloOverdue()) {
        metrics.refusedStream();
        stream.end(
            new HamletException(
                ErrorCode.UNAVAILABLE,
                "no hello within "
                    + TelemetryStream.HELLO_WITHIN.toSeconds()
                    + " s of opening a telemetry stream; connect again"));
      }
    }
  }

  /** Ends a device's stream, for instance because it was quarantined. */
  public void disconnect(String device, String reason) {
    TelemetryStream stream = streams.get(device);
    if (stream != null) {
      stream.end(new HamletException(ErrorCode.PRECONDITION, reason));
    }
  }

  /** Devices with an open stream. */
  public int openStreams() {
    return streams.size();
  }

  /** Ends all streams, writes what was received, and ends the thread; at most five seconds. */
  @Override
  public void close() {
    HamletException stopping =
        new HamletException(ErrorCode.UNAVAILABLE, "The coordinator is stopping.");
    List.copyOf(silent).forEach(stream -> stream.end(stopping));
    List.copyOf(streams.values()).forEach(stream -> stream.end(stopping));
    writer.close(CLOSE_TIMEOUT);
  }

  /** What the streams see of the service. */
  private final class Streams implements TelemetryStream.Host {

    @Override
    public void admit(TelemetryStream stream, TelemetryHello hello) {
      ProtocolVersion peer =
          new ProtocolVersion(hello.getProtocolMajor(), hello.getProtocolMinor());
      ProtocolVersion.CURRENT
          .refusalOf(peer)
          .or(() -> refusalOf(hello))
          .ifPresent(
              reason -> {
                metrics.refusedStream();
                throw new HamletException(ErrorCode.PRECONDITION, reason);
              });
      silent.remove(stream);
      TelemetryStream older = streams.put(hello.getDevice(), stream);
      if (older != null) {
        older.end(
            new HamletException(ErrorCode.UNAVAILABLE, "A newer stream of the device took over."));
      }
    }

    private Optional<String> refusalOf(TelemetryHello hello) {
      if (hello.getDevice().isEmpty()
          || hello.getBootId().isEmpty()
          || hello.getSessionId().isEmpty()) {
        return Optional.of("A telemetry hello names device, boot and session.");
      }
      return hello.getSentBySessionId().isEmpty()
          ? admission.refusalOf(hello.getDevice(), hello.getBootId(), hello.getSessionId())
          : admission.refusalOf(
              hello.getDevice(), hello.getSentByBootId(), hello.getSentBySessionId());
    }

    @Override
    public long durableThrough(String device, String sessionId) {
      return log.durableThrough(device, sessionId);
    }

    @Override
    public void ready(TelemetryStream stream) {
      writer.ready(stream);
    }

    @Override
    public void ended(TelemetryStream stream) {
      silent.remove(stream);
      streams.values().remove(stream);
    }
  }
}
