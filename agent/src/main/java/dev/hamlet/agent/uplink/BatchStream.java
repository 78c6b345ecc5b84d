package dev.hamlet.agent.uplink;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hamlet.agent.batch.BatchSink;
import dev.hamlet.agent.uplink.outbox.Endurance;
import dev.hamlet.agent.uplink.outbox.OutboxCounters;
import dev.hamlet.agent.uplink.outbox.OutboxLimits;
import dev.hamlet.agent.uplink.outbox.SessionIdentity;
import dev.hamlet.agent.uplink.outbox.TelemetryOutbox;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.DiskUse;
import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.time.Backoff;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.proto.v1.TelemetryBatch;
import dev.hamlet.proto.v1.TelemetryDown;
import dev.hamlet.proto.v1.TelemetryGrpc;
import dev.hamlet.proto.v1.TelemetryHello;
import dev.hamlet.proto.v1.TelemetryUp;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The telemetry stream: sends batches and traces under one sequence, keeps them until they are
 * acknowledged, and sends them again on the next stream after a cut. Retries for ever, with
 * jittered delays that double.
 *
 * <p>Threads: {@link #accept} and {@link #offer} on any, they never wait for the link; the stream's
 * state belongs to one thread of its own.
 */
public final class BatchStream implements BatchSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BatchStream.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** So long batches are counted before anything is said of their rate. */
  private static final Duration MEASURED_AFTER = Duration.ofSeconds(60);

  /** So often a coordinator may refuse the telemetry of an earlier life. */
  private static final int REFUSALS = 3;

  private final ManagedChannel channel;
  private final SessionIdentity session;
  private final LinkSettings settings;
  private final TelemetryOutbox outbox;
  private final SequenceListener sequences;
  private final BooleanSupplier bursting;
  private final MonotonicClock clock;
  private final Backoff backoff;
  private final LinkThread thread;
  private final Drain drain;
  private final AtomicBoolean pumpDue = new AtomicBoolean();
  private @Nullable ClientCallStreamObserver<TelemetryUp> stream;
  private long downSinceNs;
  private boolean started;
  private boolean held;
  private boolean turning;
  private int refusals;
  private boolean enduranceSaid;
  private final long sinceNs;

  /** What earlier lives left, sent before anything of this one. */
  private final Deque<TelemetryOutbox> earlier = new ArrayDeque<>();

  /** Told which samples got which sequence. */
  public interface SequenceListener {

    /** Samples up to a stamp went under a sequence; on the thread that offered them. */
    void sampled(String group, long lastMonotonicNs, long sequence);

    /** Time goes by, whether samples come or not; once a second while the stream is started. */
    void tick();
  }

  /**
   * A stream, not started.
   *
   * @param channel may be shared; the caller closes it
   * @param spoolFile where batches go after a long cut
   * @param bursting true while nothing may be written to disk
   * @param thread closed with it
   */
  public BatchStream(
      ManagedChannel channel,
      SessionIdentity session,
      LinkSettings settings,
      OutboxLimits limits,
      Path spoolFile,
      SequenceListener sequences,
      BooleanSupplier bursting,
      MonotonicClock clock,
      RandomGenerator random,
      LinkThread thread) {
    this.thread = thread;
    this.drain = new Drain(thread, () -> counters().pending() == 0);
    this.channel = channel;
    this.session = session;
    this.settings = settings;
    this.outbox = new TelemetryOutbox(session, limits, spoolFile);
    this.sequences = sequences;
    this.bursting = bursting;
    this.clock = clock;
    this.sinceNs = clock.monotonicNs();
    this.backoff = new Backoff(settings.firstDelay(), settings.greatestDelay(), random);
  }

  /** What earlier lives of the agent left, the oldest first; to be called before the start. */
  public void sendFirst(List<TelemetryOutbox> leftBehind) {
    thread.run(() -> earlier.addAll(leftBehind));
  }

  /**
   * Connects, and keeps connecting; at once if it was held. Called whenever the control stream has
   * found the coordinator.
   */
  public void start() {
    thread.run(
        () -> {
          held = false;
          if (started) {
            connect();
          } else {
            started = true;
            downSinceNs = clock.monotonicNs();
            connect();
            thread.every(LOOK_EVERY, this::look);
          }
        });
  }

  /**
   * The control stream has lost the coordinator: it alone looks for it, so that an agent asks once
   * and not twice, until {@link #start}.
   */
  public void hold() {
    thread.run(() -> held = true);
  }

  @Override
  public void accept(SampleBatch batch) {
    if (batch.size() > 0) {
      outbox
          .offer(batch)
          .ifPresent(
              sequence ->
                  sequences.sampled(
                      batch.group(), batch.monotonicNs()[batch.size() - 1], sequence));
      pumpSoon();
    }
  }

  /**
   * Takes a trace over.
   *
   * @return its sequence; empty if there was no room
   */
  public OptionalLong offer(TrialTrace trace) {
    OptionalLong sequence = outbox.offer(trace);
    pumpSoon();
    return sequence;
  }

  /** What became of everything so far. */
  public OutboxCounters counters() {
    return outbox.counters();
  }

  /**
   * Waits until everything is acknowledged; a coordinator that is gone is not waited for.
   *
   * @return whether it is, after at most that long
   */
  public boolean drain(Duration atMost) throws InterruptedException {
    return drain.await(atMost, this::attemptOnce);
  }

  private void pumpSoon() {
    if (pumpDue.compareAndSet(false, true)) {
      thread.run(this::pump);
    }
  }

  private void pump() {
    pumpDue.set(false);
    ClientCallStreamObserver<TelemetryUp> open = stream;
    while (open != null && open.isReady()) {
      Optional<byte[]> batch = sending().next();
      if (batch.isEmpty()) {
        return;
      }
      open.onNext(TelemetryUp.newBuilder().setBatch(parsed(batch.get())).build());
    }
  }

  private void connect() {
    if (stream != null) {
      return; // whoever drains was quicker
    }
    channel.resetConnectBackoff();
    sending().rewind();
    UpStream<TelemetryUp, TelemetryDown> up =
        new UpStream<>(thread, this::pump, this::received, this::cut);
    TelemetryGrpc.newStub(channel).stream(up);
    stream = up.stream();
    stream.onNext(TelemetryUp.newBuilder().setHello(hello()).build());
    pump();
  }

  private void received(TelemetryDown message) {
    TelemetryOutbox sending = sending();
    if (message.hasAck() && message.getAck().getSessionId().equals(sending.session().sessionId())) {
      downSinceNs = Long.MAX_VALUE;
      refusals = 0;
      backoff.reset();
      sending.acknowledge(message.getAck().getThroughSequence());
      drain.progressed();
      turnIfDelivered(sending);
    }
  }

  private TelemetryOutbox sending() {
    TelemetryOutbox first = earlier.peek();
    return first == null ? outbox : first;
  }

  /** All of an earlier life is durable: its file goes, and the next stream is the next life's. */
  private void turnIfDelivered(TelemetryOutbox sending) {
    ClientCallStreamObserver<TelemetryUp> open = stream;
    if (sending != outbox && sending.counters().pending() == 0 && open != null) {
      earlier.remove();
      sending.close();
      turning = true;
      UpStream.finish(open);
    }
  }

  private void cut(Status status) {
    stream = null;
    if (turning) {
      turning = false;
      connect();
      return;
    }
    giveUpIfRefused(status);
    if (downSinceNs == Long.MAX_VALUE) {
      downSinceNs = clock.monotonicNs();
      LOG.warn(
          "the telemetry stream ended: {}; {}; trying again for ever",
          status,
          endurance().sentence());
    }
    drain.nobodyThere();
    thread.after(backoff.nextNs(), this::tryAgain);
  }

  /** A coordinator that will not have an earlier life's telemetry must not stop this one's. */
  private void giveUpIfRefused(Status status) {
    TelemetryOutbox first = earlier.peek();
    boolean refused =
        status.getCode() == Status.Code.FAILED_PRECONDITION
            || status.getCode() == Status.Code.INVALID_ARGUMENT;
    if (first != null && refused && ++refusals >= REFUSALS) {
      LOG.warn(
          "{} batches of an earlier life are lost: {}",
          first.counters().pending(),
          status.getDescription());
      refusals = 0;
      earlier.remove();
      first.discard();
    }
  }

  /** What waits on the disk. */
  public DiskUse.Spool spool() {
    double enduranceSeconds = endurance().seconds();
    return outbox.spool(Double.isInfinite(enduranceSeconds) ? Double.NaN : enduranceSeconds);
  }

  /** How long telemetry can wait for a coordinator that is gone. */
  public Endurance endurance() {
    return outbox.endurance((clock.monotonicNs() - sinceNs) / 1e9);
  }

  private void tryAgain() {
    if (!held) {
      connect();
    }
  }

  private void attemptOnce() {
    if (started) {
      connect();
    } else {
      drain.nobodyThere(); // no coordinator ever let this agent in
    }
  }

  private boolean look() {
    sequences.tick();
    spillIfDown();
    sayEnduranceOnce();
    return true;
  }

  private void sayEnduranceOnce() {
    if (!enduranceSaid && clock.monotonicNs() - sinceNs > MEASURED_AFTER.toNanos()) {
      enduranceSaid = true;
      LOG.info("without a coordinator {}", endurance().sentence());
    }
  }

  private void spillIfDown() {
    boolean longDown =
        downSinceNs != Long.MAX_VALUE
            && clock.monotonicNs() - downSinceNs > settings.spillAfter().toNanos();
    if (longDown && !bursting.getAsBoolean()) {
      outbox.spill();
    }
  }

  private TelemetryHello hello() {
    SessionIdentity whose = sending().session();
    TelemetryHello.Builder hello = TelemetryHello.newBuilder();
    if (!whose.equals(session)) {
      hello.setSentByBootId(session.bootId()).setSentBySessionId(session.sessionId());
    }
    return hello
        .setDevice(whose.device())
        .setBootId(whose.bootId())
        .setSessionId(whose.sessionId())
        .setProtocolMajor(ProtocolVersion.CURRENT.major())
        .setProtocolMinor(ProtocolVersion.CURRENT.minor())
        .build();
  }

  private static TelemetryBatch parsed(byte[] bytes) {
    try {
      return TelemetryBatch.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new HamletException(ErrorCode.DATA_LOSS, "the spool holds no telemetry batch", e);
    }
  }

  /** Ends the stream. What is not acknowledged by now is lost with this session. */
  @Override
  public void close() {
    thread.run(
        () -> {
          if (stream != null) {
            UpStream.finish(stream);
            stream = null;
          }
        });
    thread.close();
    earlier.forEach(TelemetryOutbox::close);
    outbox.close();
  }
}
