package dev.hamlet.coordinator.device;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.ReportMapping;
import dev.hamlet.proto.v1.AgentMessage;
import dev.hamlet.proto.v1.CoordinatorMessage;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbound side of one control stream: translates each message and tells the listener on the
 * event loop.
 *
 * <p>The next message is asked for only when the one before has been worked off, so a stream never
 * has more than two entries in the loop's queue (a message and its end).
 */
final class ControlStream implements StreamObserver<AgentMessage> {

  private static final Logger LOG = LoggerFactory.getLogger(ControlStream.class);

  private final ControlService service;
  private final ServerCallStreamObserver<CoordinatorMessage> out;
  private final ControlLink link;
  private final long openedNs;
  private volatile boolean spoken;
  private @Nullable DeviceSession session; // loop only
  private boolean ended; // loop only

  ControlStream(
      ControlService service,
      ServerCallStreamObserver<CoordinatorMessage> out,
      ControlLink link,
      long openedNs) {
    this.service = service;
    this.out = out;
    this.link = link;
    this.openedNs = openedNs;
  }

  @Override
  public void onNext(AgentMessage message) {
    long receivedNs = service.clock().monotonicNs();
    spoken = true;
    onLoop(
        () -> {
          handle(message, receivedNs);
          out.request(1);
        });
  }

  @Override
  public void onError(Throwable cause) {
    service.closed(this); // it takes no room any more, however long the loop's queue is
    onLoop(this::end);
  }

  @Override
  public void onCompleted() {
    service.closed(this);
    onLoop(
        () -> {
          end();
          (session == null ? link : session.link()).complete();
        });
  }

  /**
   * Closes a stream that has said nothing for too long. That may be a slow network's doing, so it
   * is no refusal: the agent connects again. One whose hello only waits for its turn on the loop,
   * as when a whole fleet comes back at once, has said something. Loop only.
   */
  void helloOverdue(long nowNs) {
    if (!spoken && !ended && nowNs - openedNs >= ControlService.HELLO_WITHIN.toNanos()) {
      refuse(
          new HamletException(
              ErrorCode.UNAVAILABLE,
              "no hello within " + ControlService.HELLO_WITHIN.toSeconds() + " s of connecting"));
    }
  }

  private void onLoop(Runnable event) {
    try {
      service.loop().execute(() -> guarded(event));
    } catch (RejectedExecutionException full) {
      link.fail(
          new HamletException(
              ErrorCode.UNAVAILABLE, "the coordinator is overloaded; connect again later", full));
    }
  }

  private void guarded(Runnable event) {
    if (ended) {
      return;
    }
    try {
      event.run();
    } catch (IllegalArgumentException malformed) {
      refuse(new HamletException(ErrorCode.INVALID_INPUT, String.valueOf(malformed.getMessage())));
    } catch (RuntimeException failure) {
      LOG.warn("control stream of {} is closed: {}", name(), failure.getMessage());
      refuse(failure);
    }
  }

  private void handle(AgentMessage message, long receivedNs) {
    DeviceSession current = session;
    if (current == null) {
      hello(message);
      return;
    }
    AgentListener listener = service.listener();
    switch (message.getKindCase()) {
      case HEARTBEAT ->
          listener.heard(current, HelloMapping.heartbeat(message.getHeartbeat(), receivedNs));
      case TRIAL ->
          report(
              current,
              message.getTrial().getReportNumber(),
              ReportMapping.fromMessage(message.getTrial()));
      case EVALUATION ->
          report(
              current,
              message.getEvaluation().getReportNumber(),
              ReportMapping.fromMessage(message.getEvaluation()));
      case ROUND ->
          report(
              current,
              message.getRound().getReportNumber(),
              ReportMapping.fromMessage(message.getRound()));
      case LEASE_RETURN ->
          report(
              current,
              message.getLeaseReturn().getReportNumber(),
              ReportMapping.fromMessage(message.getLeaseReturn()));
      case CALIBRATION ->
          listener.calibrated(current, CalibrationMapping.fromMessage(message.getCalibration()));
      case METER_COST ->
          listener.metered(current, MeterCostMapping.fromMessage(message.getMeterCost()));
      case HELLO -> throw new HamletException(ErrorCode.PRECONDITION, "a second hello");
      case KIND_NOT_SET -> {
        // a kind of a newer minor version: nothing that this coordinator knows of
      }
    }
  }

  private void report(DeviceSession current, long reportNumber, AgentReport report) {
    service.listener().reported(current, reportNumber, report);
  }

  private void hello(AgentMessage message) {
    if (message.getKindCase() != AgentMessage.KindCase.HELLO) {
      throw new HamletException(
          ErrorCode.PRECONDITION, "the first message of a control stream must be a hello");
    }
    AgentHello hello = HelloMapping.hello(message.getHello(), service.wallClock().epochMs());
    session = service.listener().connected(hello, link);
  }

  private void refuse(RuntimeException failure) {
    link.fail(failure);
    end();
  }

  private void end() {
    ended = true;
    service.closed(this);
    if (session != null) {
      service.listener().disconnected(session);
    }
  }

  private String name() {
    return session == null ? "an agent without a name" : session.device();
  }
}
