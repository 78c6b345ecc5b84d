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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryStream.class);

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
    TelemetryRecord record;
    try {
      record = TelemetryMapping.fromMessage(batch);
    } catch (RuntimeException unreadable) {
      giveUp(opened, batch, unreadable);
      return;
    }
    long expected = opened.expected();
    switch (opened.accept(record.sequence())) {
      case NEXT -> queue(received(record, 0, batch));
      case NEXT_AFTER_LOSS -> {
        metrics.gap(record.device(), record.sequence() - expected);
        queue(received(record, record.sequence() - 1, batch));
      }
      case DUPLICATE -> duplicate(batch);
      case OUT_OF_ORDER -> throw outOfOrder(batch, expected);
    }
  }

  /**
   * A batch that cannot be read never will be: asking for it again would stop the device's
   * telemetry for good. Its sequence is declared lost, so trials that need it have a hole and are
   * invalid.
   */
  private void giveUp(SequenceGate opened, TelemetryBatch batch, RuntimeException unreadable) {
    long expected = opened.expected();
    switch (opened.accept(batch.getSequence())) {
      case NEXT -> lost(batch, unreadable);
      case NEXT_AFTER_LOSS -> {
        metrics.gap(batch.getDevice(), batch.getSequence() - expected);
        lost(batch, unreadable);
      }
      case DUPLICATE -> duplicate(batch);
      case OUT_OF_ORDER -> throw outOfOrder(batch, expected);
    }
  }

  private void lost(TelemetryBatch batch, RuntimeException unreadable) {
    LOG.warn(
        "{} cannot be read and is lost; trials that need it will be invalid",
        BatchName.of(batch),
        unreadable);
    queue(
        new ReceivedRecord(
            batch.getDevice(),
            batch.getSessionId(),
            null,
            batch.getSequence(),
            batch.getSerializedSize(),
            clock.monotonicNs()));
  }

  private void duplicate(TelemetryBatch batch) {
    metrics.duplicate(batch.getDevice());
    acknowledge(host.durableThrough(batch.getDevice(), batch.getSessionId()), 1);
  }

  private static HamletException outOfOrder(TelemetryBatch batch, long expected) {
    return new HamletException(
        ErrorCode.PRECONDITION,
        "Batch %d of session %s came where %d was expected; connect again and send from there."
            .formatted(batch.getSequence(), batch.getSessionId(), expected));
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

  private ReceivedRecord received(TelemetryRecord record, long lostThrough, TelemetryBatch batch) {
    return ReceivedRecord.of(record, lostThrough, batch.getSerializedSize(), clock.monotonicNs());
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

  private static HamletException refusal(String sentence) {
    return new HamletException(ErrorCode.INVALID_INPUT, sentence);
  }
}
