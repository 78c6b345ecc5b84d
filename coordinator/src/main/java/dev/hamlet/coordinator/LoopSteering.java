package dev.hamlet.coordinator;

import dev.hamlet.coordinator.api.OperatorService;
import dev.hamlet.coordinator.cell.CellDriver;
import dev.hamlet.coordinator.cell.progress.Retried;

/** Steers experiments for the operator's service, on the event loop. */
record LoopSteering(LoopCalls calls, CellDriver driver) implements OperatorService.Steering {

  @Override
  public void cancel(String experimentId, String reason) {
    calls.call(() -> driver.cancel(experimentId, reason));
  }

  @Override
  public void pause(String experimentId, String reason) {
    calls.call(() -> driver.pause(experimentId, reason));
  }

  @Override
  public void resume(String experimentId) {
    calls.call(() -> driver.resume(experimentId));
  }

  @Override
  public Retried retry(String experimentId) {
    return calls.ask(() -> driver.retry(experimentId));
  }
}
