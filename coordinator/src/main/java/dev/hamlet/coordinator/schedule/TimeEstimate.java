package dev.hamlet.coordinator.schedule;

/**
 * What measuring a plan is expected to take.
 *
 * @param boardSeconds on all boards together
 * @param seconds until the last board is through, with what each has to do before it
 * @param learntTrials trials that this is learnt from
 * @param errorRatio mean of {@code |expected - actual| / actual} of the last of them; NaN if there
 *     are too few
 */
public record TimeEstimate(
    double boardSeconds, double seconds, long learntTrials, double errorRatio) {}
