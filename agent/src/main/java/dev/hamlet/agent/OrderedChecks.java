package dev.hamlet.agent;

import dev.hamlet.agent.calibration.BoardCalibration;
import dev.hamlet.agent.lease.BoardOrders;
import dev.hamlet.agent.metercost.BoardMeterCost;
import dev.hamlet.agent.trial.Abort;
import dev.hamlet.agent.uplink.CoordinatorLink;
import dev.hamlet.common.calibration.BoardOrder;
import dev.hamlet.common.calibration.CalibrationOrder;
import dev.hamlet.common.calibration.MeterCostOrder;

/** Who does which order, and the way its answer takes. */
record OrderedChecks(BoardCalibration calibration, BoardMeterCost meterCost, CoordinatorLink link)
    implements BoardOrders {

  @Override
  public void run(BoardOrder order, Abort abort) throws InterruptedException {
    if (order instanceof CalibrationOrder wanted) {
      link.calibrated(calibration.run(wanted, abort));
    } else if (order instanceof MeterCostOrder wanted) {
      link.metered(meterCost.run(wanted, abort));
    }
  }
}
