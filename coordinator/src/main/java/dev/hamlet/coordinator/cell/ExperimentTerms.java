package dev.hamlet.coordinator.cell;

import dev.hamlet.common.experiment.MeasurementProtocol;
import dev.hamlet.common.experiment.TrialPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the driver needs to know of an experiment file.
 *
 * @param policy how often trials repeat
 * @param protocol how a trial is measured
 * @param baseline label of the variant that the others are compared to; empty if there is none
 * @param evaluationInputs inputs to evaluate; 0 for all
 * @param timeLimit longest time from the first lease to the last verdict; null for none
 */
public record ExperimentTerms(
    TrialPolicy policy,
    MeasurementProtocol protocol,
    String baseline,
    int evaluationInputs,
    @Nullable Duration timeLimit) {}
