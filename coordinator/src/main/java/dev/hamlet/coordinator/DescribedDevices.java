package dev.hamlet.coordinator;

import dev.hamlet.common.calibration.OrderAnswer;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.experiment.AgentReport;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.coordinator.device.AgentHeartbeat;
import dev.hamlet.coordinator.device.AgentHello;
import dev.hamlet.coordinator.device.AgentLink;
import dev.hamlet.coordinator.device.AgentListener;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.live.LivePower;

/** Tells live power what sensors a device has, as soon as its agent is let in. */
record DescribedDevices(AgentListener next, LivePower power) implements AgentListener {

  @Override
  public DeviceSession connected(AgentHello hello, AgentLink link) {
    DeviceSession session = next.connected(hello, link);
    power.describe(session.device(), session.sensors());
    return session;
  }

  @Override
  public void heard(DeviceSession session, AgentHeartbeat heartbeat) {
    next.heard(session, heartbeat);
  }

  @Override
  public void reported(DeviceSession session, long reportNumber, AgentReport report) {
    next.reported(session, reportNumber, report);
  }

  @Override
  public void calibrated(DeviceSession session, OrderAnswer<SensorCalibration> answer) {
    next.calibrated(session, answer);
  }

  @Override
  public void metered(DeviceSession session, OrderAnswer<MeterCost> answer) {
    next.metered(session, answer);
  }

  @Override
  public void disconnected(DeviceSession session) {
    next.disconnected(session);
  }
}
