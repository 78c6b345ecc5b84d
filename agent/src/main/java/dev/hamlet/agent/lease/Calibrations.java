package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.Abort;
import dev.hamlet.common.calibration.CalibrationOrder;

/** Calibrates the board's sensor and sends the answer. Called on the lease thread. */
@FunctionalInterface
public interface Calibrations {

  /** Does what is ordered; {@code abort} says whether the agent stops. */
  void run(CalibrationOrder order, Abort abort) throws InterruptedException;
}
