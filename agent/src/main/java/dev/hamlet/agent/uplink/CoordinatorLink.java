package dev.hamlet.agent.uplink;

import dev.hamlet.agent.uplink.outbox.ReportOutbox;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.common.time.Backoff;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.time.suspend.SuspendedBounds;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.VitalsMapping;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.ClockExchange;
import dev.hamlet.proto.v1.ControlGrpc;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.Heartbeat;
import dev.hamlet.proto.v1.HeartbeatReply;
import dev.hamlet.proto.v1.ReportAck;
import dev.hamlet.proto.v1.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control stream: says who the agent is, sends heartbeats and reports, hands orders on.
 * Reconnects for ever, with jittered delays that double; a coordinator that refuses the agent ends
 * that. Reports are kept, and sent on every new stream, until they are acknowledged.
 *
 * <p>Threads: all state belongs to one thread of its own.
 */
public final class CoordinatorLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  /** Heartbeat intervals that a coordinator may ask for, in ms. */
  private static final int MIN_INTERVAL_MS = 100;

  private static final int MAX_INTERVAL_MS = 60_000;

  /** The state in a heartbeat of an agent that takes no more leases. */
  private static final String STOPPING = "stopping";

  private static final long NEVER = Long.MIN_VALUE;

  private final ManagedChannel channel;
  private final LinkSettings settings;
  private final WorkOrders orders;
  private final Pulse pulse;
  private final LinkListener listener;
  private final MonotonicClock clock;
  private final Backoff backoff;
  private final ReportOutbox reports;
  private final LinkThread thread;
  private final Drain drain;
  private @Nullable AgentDescription agent;
  private @Nullable ClientCallStreamObserver<AgentMessage> stream;
  private @Nullable ClockExchange exchange;
  private boolean welcome;
  private boolean everWelcome;
  private long nameTakenSinceNs = NEVER;
  private String lastProblem = "";
  private long attempt;

  /**
   * A link, not started.
   *
   * @param channel may be shared; the caller closes it
   * @param reports sent until they are acknowledged
   * @param orders what the coordinator orders goes here
   * @param thread closed with it
   */
  public CoordinatorLink(
      ManagedChannel channel,
      LinkSettings settings,
      ReportOutbox reports,
      WorkOrders orders,
      Pulse pulse,
      LinkListener listener,
      MonotonicClock clock,
      RandomGenerator random,
      LinkThread thread) {
    this.thread = thread;
    this.channel = channel;
    this.settings = settings;
    this.reports = reports;
    this.orders = orders;
    this.pulse = pulse;
    this.listener = listener;
    this.clock = clock;
    this.drain = new Drain(thread, () -> reports.size() == 0);
    this.backoff = new Backoff(settings.firstDelay(), settings.greatestDelay(), random);
  }

  /** Connects, and keeps connecting. */
  public void start(AgentDescription description) {
    reports.whenAdded(() -> thread.run(this::sendReports));
    thread.run(
        () -> {
          agent = description;
          connect(description);
        });
  }

  /** Sends what was never sent, and what has waited too long for its acknowledgement. */
  private void sendReports() {
    if (welcome) {
      long nowNs = clock.monotonicNs();
      reports.due(nowNs - settings.repeatReportsAfter().toNanos(), nowNs).forEach(this::up);
    }
  }

  /**
   * Waits until every report is acknowledged; a coordinator that is gone is not waited for.
   *
   * @return whether they are, after at most that long
   */
  public boolean drain(Duration atMost) throws InterruptedException {
    return drain.await(atMost, this::attemptOnce);
  }

  private void attemptOnce() {
    if (agent != null) {
      connect(agent);
    } else {
      drain.nobodyThere();
    }
  }

  private void connect(AgentDescription description) {
    if (stream != null) {
      return; // whoever drains was quicker
    }
    attempt++;
    welcome = false;
    exchange = null;
    channel.resetConnectBackoff();
    UpStream<AgentMessage, CoordinatorMessage> attemptNow =
        new UpStream<>(thread, () -> {}, this::received, status -> cut(description, status));
    ControlGrpc.newStub(channel).connect(attemptNow);
    stream = attemptNow.stream();
    up(AgentMessage.newBuilder().setHello(description.hello(orders.leases())).build());
    long current = attempt;
    thread.after(settings.welcomeWithin().toNanos(), () -> giveUpIfNotWelcome(current));
  }

  private void giveUpIfNotWelcome(long ofAttempt) {
    if (ofAttempt == attempt && !welcome && stream != null) {
      stream.cancel("the coordinator did not answer the hello", null);
    }
  }

  private void received(CoordinatorMessage message) {
    switch (message.getKindCase()) {
      case WELCOME -> welcomed(message.getWelcome());
      case HEARTBEAT -> answered(message.getHeartbeat());
      case LEASE -> orders.granted(ControlMapping.fromMessage(message.getLease()));
      case ROUND -> orders.round(ControlMapping.fromMessage(message.getRound()));
      case LEASE_END -> orders.ended(ControlMapping.fromMessage(message.getLeaseEnd()));
      case REPORT_ACK -> acknowledged(message.getReportAck());
      case CALIBRATION -> ordered(CalibrationMapping.fromMessage(message.getCalibration()));
      case METER_COST -> ordered(MeterCostMapping.fromMessage(message.getMeterCost()));
      case KIND_NOT_SET -> LOG.debug("a message of a newer coordinator is left alone");
    }
  }

  /** Sends a heartbeat at once, before anything that is reported from now on. */
  public void beat() {
    thread.run(
        () -> {
          if (welcome) {
            heartbeat();
          }
        });
  }

  /** Says what became of a calibration; nobody waits for that over a link that was cut. */
  public void calibrated(OrderAnswer<SensorCalibration> answer) {
    answer(AgentMessage.newBuilder().setCalibration(CalibrationMapping.toMessage(answer)).build());
  }

  /** Says what measuring costs; nobody waits for that over a link that was cut. */
  public void metered(OrderAnswer<MeterCost> answer) {
    answer(AgentMessage.newBuilder().setMeterCost(MeterCostMapping.toMessage(answer)).build());
  }

  private void answer(AgentMessage message) {
    thread.run(
        () -> {
          if (welcome) {
            up(message);
          }
        });
  }

  private void ordered(BoardOrder order) {
    if (orders.ordered(order)) {
      return;
    }
    String busy = "the agent is at work on a lease or an order: try again after it";
    if (order instanceof CalibrationOrder) {
      calibrated(OrderAnswer.failed(order, busy));
    } else if (order instanceof MeterCostOrder) {
      metered(OrderAnswer.failed(order, busy));
    }
  }

  private void welcomed(Welcome message) {
    welcome = true;
    everWelcome = true;
    lastProblem = "";
    backoff.reset();
    reports.rewind();
    sendReports();
    listener.connected(message.getCoordinatorVersion());
    int intervalMs =
        Math.max(MIN_INTERVAL_MS, Math.min(MAX_INTERVAL_MS, message.getHeartbeatIntervalMs()));
    long current = attempt;
    heartbeat();
    thread.every(
        Duration.ofMillis(intervalMs),
        () -> {
          boolean same = current == attempt && welcome;
          if (same) {
            heartbeat();
          }
          return same;
        });
  }

  private void heartbeat() {
    String phase = pulse.phase();
    Heartbeat.Builder heartbeat =
        Heartbeat.newBuilder()
            .setState(pulse.stopping() ? STOPPING : phase.isEmpty() ? "idle" : "measuring")
            .addAllLeases(orders.leases().stream().map(ControlMapping::toMessage).toList())
            .addAllTemperatures(ControlMapping.toMessages(pulse.temperatures()))
            .setPowerMode(pulse.powerMode())
            .setUnacknowledgedBatches(pulse.unacknowledgedBatches())
            .setPhase(phase)
            .setVitals(VitalsMapping.toMessage(pulse.vitals()));
    if (exchange != null) {
      heartbeat.setExchange(exchange);
    }
    pulse.suspended().ifPresent(bounds -> setSuspended(heartbeat, bounds));
    pulse.disk().map(ControlMapping::toMessage).ifPresent(heartbeat::setDisk);
    long nowNs = clock.monotonicNs();
    up(AgentMessage.newBuilder().setHeartbeat(heartbeat.setSentMonotonicNs(nowNs)).build());
    sendReports();
  }

  /** Not where a container's uptime is less than its monotonic clock: the field has no sign. */
  private static void setSuspended(Heartbeat.Builder heartbeat, SuspendedBounds bounds) {
    long errorNs = (bounds.mostNs() - bounds.leastNs()) / 2 + 1;
    if (bounds.leastNs() + errorNs >= 0) {
      heartbeat.setSuspendedNs(bounds.leastNs() + errorNs).setSuspendedErrorNs(errorNs);
    }
  }

  private void answered(HeartbeatReply reply) {
    exchange =
        ClockExchange.newBuilder()
            .setSentMonotonicNs(reply.getSentMonotonicNs())
            .setReceivedCoordinatorNs(reply.getReceivedCoordinatorNs())
            .setRepliedCoordinatorNs(reply.getRepliedCoordinatorNs())
            .setReceivedMonotonicNs(clock.monotonicNs())
            .build();
    reply.getLapsedList().stream().map(ControlMapping::fromMessage).forEach(orders::lapsed);
  }

  private void acknowledged(ReportAck ack) {
    if (ack.getRefused()) {
      LOG.warn("report {} was refused: {}", ack.getReportNumber(), ack.getReason());
    }
    reports.acknowledge(ack.getReportNumber());
    drain.progressed();
  }

  private void cut(AgentDescription description, Status status) {
    boolean was = welcome;
    welcome = false;
    stream = null;
    drain.nobodyThere();
    Optional<HamletException> refusal = everWelcome ? Optional.empty() : Refusals.of(status);
    if (refusal.isPresent() && !nameMayBecomeFree(status)) {
      listener.refused(refusal.get());
      return;
    }
    if (was) {
      listener.disconnected();
    }
    warnOnce(listener.explain(status));
    thread.after(backoff.nextNs(), () -> connect(description));
  }

  /**
   * A board that came back from a power cut finds its name taken until the coordinator has noticed
   * that the connection of its earlier life is dead. So it asks for one greatest delay before it
   * believes that another agent has the name.
   */
  private boolean nameMayBecomeFree(Status status) {
    if (status.getCode() != Status.Code.ALREADY_EXISTS) {
      return false;
    }
    long nowNs = clock.monotonicNs();
    nameTakenSinceNs = nameTakenSinceNs == NEVER ? nowNs : nameTakenSinceNs;
    return nowNs - nameTakenSinceNs < settings.greatestDelay().toNanos();
  }

  private void warnOnce(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      LOG.warn("no link to the coordinator: {}; trying again for ever", problem);
    }
  }

  private void up(AgentMessage message) {
    if (stream != null) {
      stream.onNext(message);
    }
  }

  /** Ends the stream. Reports that are not acknowledged by now are lost with this session. */
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
  }
}
