package dev.hamlet.coordinator.store;

import dev.hamlet.coordinator.result.ExternalMeterFigures;

/**
 * What an external meter says of one trial; (cell, trial number, meter) is unique.
 *
 * @param cellId the cell
 * @param trialNumber number of the trial within the cell
 * @param meter name of the meter's device
 * @param simulated whether the meter is a twin
 * @param figures its figures
 */
public record ExternalReading(
    String cellId,
    int trialNumber,
    String meter,
    boolean simulated,
    ExternalMeterFigures figures) {}
