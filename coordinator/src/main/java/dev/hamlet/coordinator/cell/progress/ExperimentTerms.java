package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.store.DeviceRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the driver needs to know of an experiment file.
 *
 * @param policy how often trials repeat
 * @param protocol how a trial is measured, by device
 * @param baseline label of the variant that the others are compared to; empty if there is none
 * @param evaluationInputs inputs to evaluate; 0 for all
 * @param timeLimit longest time from the first lease to the last verdict; null for none
 */
public record ExperimentTerms(
    TrialPolicy policy,
    DeviceProtocol protocol,
    String baseline,
    int evaluationInputs,
    @Nullable Duration timeLimit) {

  /** The terms of a file. */
  public static ExperimentTerms of(ExperimentFile file) {
    return new ExperimentTerms(
        file.trials(),
        device ->
            ProtocolTimes.forSensors(
                file.protocol(), device.facts().sensorsOf(file.energyRails().names())),
        file.baselineVariant(),
        file.inputs().evaluateCount(),
        file.timeLimit().orElse(null));
  }

  /** The protocol, adapted to a device's sensors. */
  @FunctionalInterface
  public interface DeviceProtocol {

    /** How a trial is measured on that device. */
    MeasurementProtocol on(DeviceRecord device);
  }
}
