package dev.hamlet.coordinator.cell.progress;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import dev.hamlet.coordinator.experiment.file.Dispatch;
import dev.hamlet.coordinator.experiment.file.ExperimentFile;
import dev.hamlet.coordinator.experiment.file.ProtocolTimes;
import dev.hamlet.coordinator.experiment.file.RetryLimits;
import dev.hamlet.coordinator.experiment.file.Timeouts;
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
 * @param retry how often is tried again what went wrong
 * @param timeouts longest times
 * @param dispatch its place among other experiments
 */
public record ExperimentTerms(
    TrialPolicy policy,
    DeviceProtocol protocol,
    String baseline,
    int evaluationInputs,
    @Nullable Duration timeLimit,
    RetryLimits retry,
    Timeouts timeouts,
    Dispatch dispatch) {

  /** Terms of an experiment whose file leaves retries, timeouts and its place to the defaults. */
  public ExperimentTerms(
      TrialPolicy policy,
      DeviceProtocol protocol,
      String baseline,
      int evaluationInputs,
      @Nullable Duration timeLimit) {
    this(
        policy,
        protocol,
        baseline,
        evaluationInputs,
        timeLimit,
        RetryLimits.DEFAULT,
        Timeouts.NONE,
        Dispatch.DEFAULT);
  }

  /** The terms of a file. */
  public static ExperimentTerms of(ExperimentFile file) {
    return new ExperimentTerms(
        file.trials(),
        device ->
            ProtocolTimes.forSensors(
                file.protocol(), device.facts().sensorsOf(file.energyRails().names())),
        file.baselineVariant(),
        file.inputs().evaluateCount(),
        file.timeLimit().orElse(null),
        file.retry(),
        file.timeouts(),
        file.dispatch());
  }

  /** The protocol, adapted to a device's sensors. */
  @FunctionalInterface
  public interface DeviceProtocol {

    /** How a trial is measured on that device. */
    MeasurementProtocol on(DeviceRecord device);
  }
}
