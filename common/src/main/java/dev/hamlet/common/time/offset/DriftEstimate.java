package dev.hamlet.common.time.offset;

/**
 * How much faster the coordinator's clock runs than a device's, true within the error on either
 * side.
 *
 * @param ratio coordinator ns gained per device ns; 50e-6 is 50 ppm
 * @param errorRatio greatest error of it, not negative
 */
public record DriftEstimate(double ratio, double errorRatio) {}
