package dev.hamlet.coordinator.live;

/**
 * Where an earlier life of the coordinator left a rail's counters.
 *
 * @param rail name
 * @param energyJoules energy so far
 * @param lateEnergyJoules energy of late samples so far
 * @param bootId epoch of the last sample counted
 * @param throughNs stamp of the last sample counted, device monotonic ns
 */
public record RestoredRail(
    String rail, double energyJoules, double lateEnergyJoules, String bootId, long throughNs) {}
