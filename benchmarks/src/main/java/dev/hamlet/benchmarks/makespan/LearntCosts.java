package dev.hamlet.benchmarks.makespan;

import dev.hamlet.benchmarks.makespan.FleetPart.Cell;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.common.experiment.TrialPolicy.StoppingMetric;
import dev.hamlet.common.experiment.TrialPolicy.WidthOf;
import dev.hamlet.coordinator.schedule.cost.CostModel;
import dev.hamlet.coordinator.schedule.cost.CostSubject;
import java.util.List;
import java.util.Set;

/** The coordinator's cost model, fed with what a simulated fleet measures. */
final class LearntCosts {

  private static final int COMMON_TRIALS = 5;
  private static final TrialPolicy POLICY =
      new TrialPolicy(
          FleetCase.MIN_TRIALS,
          FleetCase.MAX_TRIALS,
          1,
          0.95,
          0.05,
          WidthOf.HALF,
          Set.of(StoppingMetric.LATENCY));

  private final CostModel model = new CostModel();

  /** An earlier experiment measured one cell on every device. */
  void history(List<FleetDevice> devices) {
    for (FleetDevice device : devices) {
      CostSubject subject = subject("common", "common", device.name());
      for (int i = 0; i < COMMON_TRIALS; i++) {
        model.trial(subject, 1.3 * FleetCase.PROTOCOL_SECONDS / device.speed());
      }
    }
  }

  /** A part was measured. */
  void learn(FleetPart part, FleetDevice device) {
    for (int i = 0; i < part.cells().size(); i++) {
      Cell cell = part.cells().get(i);
      CostSubject subject = subject(part.number() + "." + i, cell.model(), device.name());
      for (int trial = 0; trial < cell.trials(); trial++) {
        model.trial(subject, cell.trialSeconds() / device.speed());
      }
      model.cell(subject, POLICY, cell.trials());
    }
  }

  /** How slow a device is known to be. */
  double pace(String device) {
    return model.pace(device, FleetCase.PROTOCOL_SECONDS);
  }

  /** What a part that has not started is expected to take. */
  double seconds(FleetPart part, String device) {
    double sum = 0;
    for (int i = 0; i < part.cells().size(); i++) {
      Cell cell = part.cells().get(i);
      sum += model.cellSeconds(subject(part.number() + "." + i, cell.model(), device), POLICY);
    }
    return sum;
  }

  private static CostSubject subject(String cell, String model, String device) {
    return new CostSubject(
        List.of(cell), List.of(model), device, "board", FleetCase.PROTOCOL_SECONDS);
  }
}
