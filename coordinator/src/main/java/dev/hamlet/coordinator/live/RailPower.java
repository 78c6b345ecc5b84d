package dev.hamlet.coordinator.live;

/**
 * One rail as it is now, for display; results never come from here.
 *
 * @param rail name
 * @param energyJoules energy since the counter began; only grows while power is positive
 * @param lateEnergyJoules energy of samples that came more than 10 s late, not part of the former
 * @param meanPowerWatts mean of the last second; NaN if nothing fresh is there
 * @param peakPowerWatts greatest sample of the last second; NaN if nothing fresh is there
 * @param minPowerWatts smallest sample of the last second; NaN if nothing fresh is there
 * @param refreshHz how often its value changed in the last second; NaN if nothing fresh is there
 * @param voltageVolts mean of the last batch; NaN if not read or not fresh
 * @param currentAmperes mean of the last batch; NaN if not read or not fresh
 * @param throughNs stamp of the last sample counted, device monotonic ns; Long.MIN_VALUE before it
 */
public record RailPower(
    String rail,
    double energyJoules,
    double lateEnergyJoules,
    double meanPowerWatts,
    double peakPowerWatts,
    double minPowerWatts,
    double refreshHz,
    double voltageVolts,
    double currentAmperes,
    long throughNs) {}
