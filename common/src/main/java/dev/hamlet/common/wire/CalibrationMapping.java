package dev.hamlet.common.wire;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import java.util.concurrent.TimeUnit;

/**
 * Calibrations, to and from values. Pure functions; an order that is out of bounds is an {@link
 * IllegalArgumentException}.
 */
public final class CalibrationMapping {

  private CalibrationMapping() {}

  /** To the message. */
  public static dev.hamlet.proto.v1.CalibrationOrder toMessage(CalibrationOrder order) {
    return dev.hamlet.proto.v1.CalibrationOrder.newBuilder()
        .setOrderId(order.orderId())
        .setThreads(order.threads())
        .setBusyMs(Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(order.busyNs())))
        .build();
  }

  /** From the message. */
  public static CalibrationOrder fromMessage(dev.hamlet.proto.v1.CalibrationOrder message) {
    return new CalibrationOrder(
        message.getOrderId(),
        ControlMapping.count("threads", message.getThreads()),
        TimeUnit.MILLISECONDS.toNanos(ControlMapping.count("busy_ms", message.getBusyMs())));
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.CalibrationAnswer toMessage(
      OrderAnswer<SensorCalibration> answer) {
    dev.hamlet.proto.v1.CalibrationAnswer.Builder message =
        dev.hamlet.proto.v1.CalibrationAnswer.newBuilder()
            .setOrderId(answer.orderId())
            .setProblem(answer.problem());
    SensorCalibration calibration = answer.result();
    if (calibration != null) {
      message.setCalibration(toMessage(calibration));
    }
    return message.build();
  }

  /** From the message. */
  public static OrderAnswer<SensorCalibration> fromMessage(
      dev.hamlet.proto.v1.CalibrationAnswer message) {
    return new OrderAnswer<>(
        message.getOrderId(),
        message.hasCalibration() ? fromMessage(message.getCalibration()) : null,
        message.getProblem());
  }

  /** To the message. */
  public static dev.hamlet.proto.v1.SensorCalibration toMessage(SensorCalibration calibration) {
    return dev.hamlet.proto.v1.SensorCalibration.newBuilder()
        .setTimeConstantNs(calibration.timeConstantNs())
        .setErrorNs(calibration.errorNs())
        .setThreads(calibration.threads())
        .setBusyNs(calibration.busyNs())
        .setIdleWatts(calibration.idleWatts())
        .setStepWatts(calibration.stepWatts())
        .setEpochMs(calibration.epochMs())
        .build();
  }

  /** From the message. */
  public static SensorCalibration fromMessage(dev.hamlet.proto.v1.SensorCalibration message) {
    return new SensorCalibration(
        message.getTimeConstantNs(),
        message.getErrorNs(),
        ControlMapping.count("threads", message.getThreads()),
        message.getBusyNs(),
        message.getIdleWatts(),
        message.getStepWatts(),
        message.getEpochMs());
  }
}
