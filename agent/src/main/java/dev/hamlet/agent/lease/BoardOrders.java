package dev.hamlet.agent.lease;

import dev.hamlet.agent.trial.Abort;
import dev.hamlet.common.calibration.BoardOrder;

/** Finds out what is ordered of the board and sends the answer. Called on the lease thread. */
@FunctionalInterface
public interface BoardOrders {

  /** Does what is ordered; {@code abort} says whether the agent stops. */
  void run(BoardOrder order, Abort abort) throws InterruptedException;
}
