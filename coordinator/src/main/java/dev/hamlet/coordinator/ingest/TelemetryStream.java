package dev.hamlet.coordinator.ingest;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.common.wire.TelemetryMapping;
import dev.hamlet.common.wire.TelemetryRecord;
import dev.hamlet.proto.v1.TelemetryAck;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
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

  /** Only touched by messages of the client. */
  private @Nullable SequenceGate gate;

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
    if (gate != null) {
      throw refusal("A telemetry stream says hello once.");
    }
    host.admit(this, said);
    synchronized (lock) {
      hello = said;
    }
    long through = host.durableThrough(said.getDevice(), said.getSessionId());
    gate = new SequenceGate(through);
    acknowledge(through, WINDOW);
  }

  private void batch(TelemetryBatch batch) {
    SequenceGate opened = gate;
    if (opened == null) {
      throw refusal("A telemetry stream begins with a hello.");
    }
    String device = device();
    metrics.received(device, batch.getSerializedSize());
    try {
      sort(opened, batch);
    } catch (RuntimeException e) {
      metrics.rejected(device);
      throw e;
    }
  }

  private void sort(SequenceGate opened, TelemetryBatch batch) {
    requireOwn(batch);
    TelemetryRecord record = TelemetryMapping.fromMessage(batch);
    long expected = opened.expected();
    switch (opened.accept(record.sequence())) {
      case NEXT -> queue(record, 0, batch.getSerializedSize());
      case NEXT_AFTER_LOSS -> {
        metrics.gap(record.device(), record.sequence() - expected);
        queue(record, record.sequence() - 1, batch.getSerializedSize());
      }
      case DUPLICATE -> {
        metrics.duplicate(record.device());
        acknowledge(host.durableThrough(record.device(), record.sessionId()), 1);
      }
      case OUT_OF_ORDER ->
          throw new HamletException(
              ErrorCode.PRECONDITION,
              "Batch %d of session %s came where %d was expected; connect again and send from there."
                  .formatted(record.sequence(), record.sessionId(), expected));
    }
  }

  private void requireOwn(TelemetryBatch batch) {
    synchronized (lock) {
      if (!batch.getDevice().equals(hello.getDevice())
          || !batch.getBootId().equals(hello.getBootId())
          || !batch.getSessionId().equals(hello.getSessionId())) {
        throw refusal(
            "A batch of device %s, boot %s, session %s came on the stream of device %s, boot %s, session %s."
                .formatted(
                    batch.getDevice(),
                    batch.getBootId(),
                    batch.getSessionId(),
                    hello.getDevice(),
                    hello.getBootId(),
                    hello.getSessionId()));
      }
    }
  }

  private void queue(TelemetryRecord record, long lostThrough, int bytes) {
    boolean first;
    synchronized (lock) {
      first = waiting.isEmpty();
      waiting.add(new ReceivedRecord(record, lostThrough, bytes, clock.monotonicNs()));
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
    take().forEach(one -> metrics.rejected(one.record().device()));
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

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.INVALID_INPUT, sentence);
  }
}
