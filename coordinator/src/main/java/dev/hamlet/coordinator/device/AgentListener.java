package dev.hamlet.coordinator.device;

import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.power.MeterCost;

/**
 * What agents say, told one after the other on the event loop.
 *
 * <p>An expected failure that a method throws closes the agent's stream with its status.
 */
public interface AgentListener {

  /**
   * An agent said hello.
   *
   * @return its session; every later call names it
   * @throws dev.hamlet.common.error.HamletException if it is refused
   */
  DeviceSession connected(AgentHello hello, AgentLink link);

  /** A heartbeat came. */
  void heard(DeviceSession session, AgentHeartbeat heartbeat);

  /** A report came; it is acknowledged or refused on the session's link, now or later. */
  void reported(DeviceSession session, long reportNumber, AgentReport report);

  /** What became of a calibration. */
  void calibrated(DeviceSession session, OrderAnswer<SensorCalibration> answer);

  /** What became of an order to find out what measuring costs. */
  void metered(DeviceSession session, OrderAnswer<MeterCost> answer);

  /** The stream is down, whoever closed it. */
  void disconnected(DeviceSession session);
}
