package dev.hamlet.common.time.offset;

/**
 * A stamp of one clock in the time of another.
 *
 * @param stampNs monotonic ns of the other clock
 * @param errorNs greatest error of it, not negative
 */
public record CarriedStamp(long stampNs, long errorNs) {}
