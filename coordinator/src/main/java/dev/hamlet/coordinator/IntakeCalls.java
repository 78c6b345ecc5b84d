package dev.hamlet.coordinator;

import dev.hamlet.coordinator.api.ExperimentIntake;
import dev.hamlet.coordinator.cell.CellDriver;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.plan.Plan;
import dev.hamlet.coordinator.schedule.TimeEstimate;
import dev.hamlet.coordinator.store.ExperimentRecord;

/** Tells the driver of experiments that were stored, and asks it of others, on its event loop. */
record IntakeCalls(LoopCalls calls, CellDriver driver) implements ExperimentIntake.Listener {

  @Override
  public void submitted(ExperimentRecord record) {
    calls.call(() -> driver.submitted(record));
  }

  @Override
  public TimeEstimate estimate(ExperimentFile file, Plan plan) {
    return calls.ask(() -> driver.estimate(file, plan));
  }

  @Override
  public void extended(ExperimentRecord record) {
    calls.call(() -> driver.extended(record));
  }
}
