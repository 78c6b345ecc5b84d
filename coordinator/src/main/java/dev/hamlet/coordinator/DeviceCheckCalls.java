package dev.hamlet.coordinator;

import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;
import dev.hamlet.common.calibration.SensorCalibration;
import dev.hamlet.common.power.MeterCost;
import dev.hamlet.coordinator.api.OperatorService;
import dev.hamlet.coordinator.cell.CellDriver;
import java.util.concurrent.CompletionStage;

/** What people want to know of devices, asked on the event loop. */
record DeviceCheckCalls(LoopCalls calls, CellDriver driver) implements OperatorService.Checks {

  @Override
  public CompletionStage<SensorCalibration> calibrate(String device, CalibrationOrder order) {
    return calls.begin(() -> driver.calibrate(device, order));
  }

  @Override
  public CompletionStage<MeterCost> meter(String device, MeterCostOrder order) {
    return calls.begin(() -> driver.meter(device, order));
  }
}
