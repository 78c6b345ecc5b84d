package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.proto.v1.TelemetryAck;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One telemetry stream: from the hello to its end.
 *
 * <p>Flow control: one message is requested for the hello, then {@value #WINDOW}; each batch that
 * becomes durable requests one more. So no more than that waits here, and a slow disk slows the
 * client down instead of filling memory.
 *
 * <p>Threads: messages come one after another on gRPC threads; {@link #take}, {@link #durable} and
 * {@link #fail} come from the log-writer thread. The lock guards everything that both touch,
 * answers included.
 */
final class TelemetryStream implements StreamObserver<TelemetryUp> {

  /** Batches on their way between the client and the disk: 16 s of one group at 4 a second. */
  static final int WINDOW = 64;

  /** How long a stream may take to say who it is. */
  static final Duration HELLO_WITHIN = Duration.ofSeconds(10);

  /** What a stream needs of the service around it. */
  interface Host {

    /** Why the hello is refused, or nothing; registers the stream if it is let in. */
    void admit(TelemetryStream stream, TelemetryHello hello);

    long durableThrough(String device, String sessionId);

    /** The stream has records for the log. */
    void ready(TelemetryStream stream);

    /** The stream is over. */
    void ended(TelemetryStream stream);
  }

  private final Host host;
  private final IngestMetrics metrics;
  private final MonotonicClock clock;
  private final ServerCallStreamObserver<TelemetryDown> client;
  private final long openedNs;

  /** Only touched by messages of the client. */
  private @Nullable BatchIntake intake;

  private final Object lock = new Object();
  private List<ReceivedRecord> waiting = new ArrayList<>();
  private TelemetryHello hello = TelemetryHello.getDefaultInstance();
  private int unsettled;
  private boolean clientDone;
  private boolean over;

  TelemetryStream(
      Host host,
      IngestMetrics metrics,
      MonotonicClock clock,
      ServerCallStreamObserver<TelemetryDown> client) {
    this.host = host;
    this.metrics = metrics;
    this.clock = clock;
    this.client = client;
    this.openedNs = clock.monotonicNs();
  }

  String device() {
    synchronized (lock) {
      return hello.getDevice();
    }
  }

  String session() {
    synchronized (lock) {
      return hello.getSessionId();
    }
  }

  /** Whether it has said nothing for too long. */
  boolean isHelloOverdue() {
    synchronized (lock) {
      return !over
          && hello.getDevice().isEmpty()
          && clock.monotonicNs() - openedNs >= HELLO_WITHIN.toNanos();
    }
  }

  @Override
  public void onNext(TelemetryUp up) {
    synchronized (lock) {
      if (over) {
        return;
      }
    }
    try {
      switch (up.getKindCase()) {
        case HELLO -> hello(up.getHello());
        case BATCH -> batch(up.getBatch());
        case KIND_NOT_SET -> throw refusal("A telemetry message holds nothing.");
      }
    } catch (RuntimeException e) {
      end(e);
    }
  }

  private void hello(TelemetryHello said) {
    if (intake != null) {
      throw refusal("A telemetry stream says hello once.");
    }
    host.admit(this, said);
    synchronized (lock) {
      hello = said;
    }
    long through = host.durableThrough(said.getDevice(), said.getSessionId());
    intake = new BatchIntake(said, through, metrics, clock, new Intake());
    acknowledge(through, WINDOW);
  }

  private void batch(TelemetryBatch batch) {
    if (intake == null) {
      throw refusal("A telemetry stream begins with a hello.");
    }
    intake.take(batch);
  }

  private void queue(ReceivedRecord received) {
    boolean first;
    synchronized (lock) {
      first = waiting.isEmpty();
      waiting.add(received);
      unsettled++;
    }
    if (first) {
      host.ready(this);
    }
  }

  /** What waits for the log; the log-writer takes all of it at once. */
  List<ReceivedRecord> take() {
    synchronized (lock) {
      List<ReceivedRecord> taken = waiting;
      waiting = new ArrayList<>();
      return taken;
    }
  }

  /** Some of what was taken is settled: acknowledges, and asks the client for as many more. */
  void durable(long throughSequence, int settled) {
    boolean done;
    synchronized (lock) {
      unsettled -= settled;
      done = clientDone && unsettled == 0;
    }
    acknowledge(throughSequence, settled);
    if (done) {
      complete();
    }
  }

  /** The log refused: the stream ends, and what still waits is refused with it. */
  void fail(RuntimeException cause) {
    take().forEach(one -> metrics.rejected(one.device()));
    end(cause);
  }

  /** Ends the stream with a failure; a second end does nothing. */
  void end(RuntimeException cause) {
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      if (!client.isCancelled()) {
        client.onError(StatusMapping.toStatus(cause));
      }
    }
    host.ended(this);
  }

  private void acknowledge(long throughSequence, int more) {
    synchronized (lock) {
      if (over || client.isCancelled()) {
        return;
      }
      TelemetryAck ack =
          TelemetryAck.newBuilder()
              .setSessionId(hello.getSessionId())
              .setThroughSequence(throughSequence)
              .build();
      client.onNext(TelemetryDown.newBuilder().setAck(ack).build());
      client.request(more);
    }
  }

  @Override
  public void onCompleted() {
    boolean settled;
    synchronized (lock) {
      clientDone = true;
      settled = unsettled == 0;
    }
    if (settled) {
      complete();
    }
  }

  private void complete() {
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      if (!client.isCancelled()) {
        client.onCompleted();
      }
    }
    host.ended(this);
  }

  @Override
  public void onError(Throwable cause) {
    gone();
  }

  /** The client is gone: what was received is still written, and it will send the rest again. */
  void gone() {
    synchronized (lock) {
      over = true;
    }
    host.ended(this);
  }

  /** Where its batches go. */
  private final class Intake implements BatchIntake.Sink {

    @Override
    public void queue(ReceivedRecord received) {
      TelemetryStream.this.queue(received);
    }

    @Override
    public void duplicate(TelemetryBatch batch) {
      acknowledge(host.durableThrough(batch.getDevice(), batch.getSessionId()), 1);
    }
  }

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.INVALID_INPUT, sentence);
  }
}
