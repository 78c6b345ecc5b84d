package dev.hamlet.coordinator.store;

/**
 * Energy counter of one rail: only grows, and survives a restart.
 *
 * @param device the device
 * @param rail the rail
 * @param joules energy of the stretches that samples cover
 * @param lateJoules energy of samples that came too late to be shown at their time, not part of the
 *     former
 * @param gapSeconds time that no samples cover
 * @param bootId epoch of the last sample counted; empty if not known
 * @param throughNs stamp of the last sample counted, device monotonic ns of that epoch
 */
public record DeviceEnergyRecord(
    String device,
    String rail,
    double joules,
    double lateJoules,
    double gapSeconds,
    String bootId,
    long throughNs) {}
