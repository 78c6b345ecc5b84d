package dev.hamlet.coordinator.export.view;

/**
 * The health of a device as the exporter shows it; counts are since the coordinator's start.
 *
 * @param quarantines how often it was quarantined without a person
 * @param checksPassed golden-model checks that it passed
 * @param checksFailed golden-model checks that it failed
 * @param checksInconclusive golden-model checks that came to no figure
 * @param heldBack whether it should be quarantined but half of the fleet is already
 */
public record HealthView(
    long quarantines,
    long checksPassed,
    long checksFailed,
    long checksInconclusive,
    boolean heldBack) {}
