package dev.hamlet.coordinator.cell.trial;

import dev.hamlet.common.inference.TrialTrace;
import dev.hamlet.coordinator.device.DeviceSession;
import dev.hamlet.coordinator.experiment.PlannedCell;
import dev.hamlet.coordinator.result.TrialResult;

/** Hears of every trial whose figures were made. Called where they are made; returns at once. */
@FunctionalInterface
public interface TrialListener {

  /** Nobody listens. */
  TrialListener NONE = (session, cell, trace, result) -> {};

  /**
   * The figures of a trial were made.
   *
   * @param trace what happened when, device monotonic ns
   */
  void measured(DeviceSession session, PlannedCell cell, TrialTrace trace, TrialResult result);
}
