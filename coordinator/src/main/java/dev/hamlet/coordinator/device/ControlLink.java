package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.experiment.LeaseEnd;
import dev.hamlet.common.experiment.LeaseGrant;
import dev.hamlet.common.experiment.LeaseRef;
import dev.hamlet.common.experiment.RoundGrant;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.wire.CalibrationMapping;
import dev.hamlet.common.wire.ControlMapping;
import dev.hamlet.common.wire.MeterCostMapping;
import dev.hamlet.common.wire.ProtocolVersion;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.schedule.Lease;
import dev.hamlet.proto.v1.CoordinatorMessage;
import dev.hamlet.proto.v1.HeartbeatReply;
import dev.hamlet.proto.v1.ReportAck;
import dev.hamlet.proto.v1.Welcome;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;

/** The way back to an agent over its control stream. */
final class ControlLink implements AgentLink {

  private final ServerCallStreamObserver<CoordinatorMessage> out;
  private final MonotonicClock clock;
  private final String version;
  private boolean closed;

  ControlLink(
      ServerCallStreamObserver<CoordinatorMessage> out, MonotonicClock clock, String version) {
    this.out = out;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public void welcome() {
    Welcome welcome =
        Welcome.newBuilder()
            .setCoordinatorVersion(version)
            .setProtocolMajor(ProtocolVersion.CURRENT.major())
            .setProtocolMinor(ProtocolVersion.CURRENT.minor())
            .setHeartbeatIntervalMs(Math.toIntExact(ControlService.HEARTBEAT.toMillis()))
            .setLeaseDurationMs(Math.toIntExact(Lease.DURATION.toMillis()))
            .build();
    send(CoordinatorMessage.newBuilder().setWelcome(welcome).build());
  }

  @Override
  public void answer(AgentHeartbeat heartbeat, List<LeaseRef> lapsed) {
    HeartbeatReply.Builder reply =
        HeartbeatReply.newBuilder()
            .setSentMonotonicNs(heartbeat.sentNs())
            .setReceivedCoordinatorNs(heartbeat.receivedNs());
    lapsed.forEach(lease -> reply.addLapsed(ControlMapping.toMessage(lease)));
    reply.setRepliedCoordinatorNs(clock.monotonicNs()); // t3: as late as can be
    send(CoordinatorMessage.newBuilder().setHeartbeat(reply).build());
  }

  @Override
  public void grant(LeaseGrant lease) {
    send(CoordinatorMessage.newBuilder().setLease(ControlMapping.toMessage(lease)).build());
  }

  @Override
  public void grant(RoundGrant round) {
    send(CoordinatorMessage.newBuilder().setRound(ControlMapping.toMessage(round)).build());
  }

  @Override
  public void end(LeaseEnd end) {
    send(CoordinatorMessage.newBuilder().setLeaseEnd(ControlMapping.toMessage(end)).build());
  }

  @Override
  public void calibrate(CalibrationOrder order) {
    send(
        CoordinatorMessage.newBuilder()
            .setCalibration(CalibrationMapping.toMessage(order))
            .build());
  }

  @Override
  public void meter(MeterCostOrder order) {
    send(CoordinatorMessage.newBuilder().setMeterCost(MeterCostMapping.toMessage(order)).build());
  }

  @Override
  public void acknowledge(long reportNumber) {
    send(ack(ReportAck.newBuilder().setReportNumber(reportNumber)));
  }

  @Override
  public void refuse(long reportNumber, String reason) {
    send(
        ack(
            ReportAck.newBuilder()
                .setReportNumber(reportNumber)
                .setRefused(true)
                .setReason(reason)));
  }

  @Override
  public void close(HamletException reason) {
    fail(reason);
  }

  /** Closes the stream with the status of a failure, unless it is closed. */
  synchronized void fail(Throwable failure) {
    if (!closed) {
      closed = true;
      if (!out.isCancelled()) {
        out.onError(StatusMapping.toStatus(failure));
      }
    }
  }

  @Override
  public synchronized void complete() {
    if (!closed) {
      closed = true;
      if (!out.isCancelled()) {
        out.onCompleted();
      }
    }
  }

  private static CoordinatorMessage ack(ReportAck.Builder ack) {
    return CoordinatorMessage.newBuilder().setReportAck(ack).build();
  }

  // The loop sends; a gRPC thread closes when the loop is full: hence the only lock here.
  private synchronized void send(CoordinatorMessage message) {
    if (!closed && !out.isCancelled()) {
      out.onNext(message);
    }
  }
}
