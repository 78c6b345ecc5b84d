package dev.hamlet.common.power;

/**
 * A power rail.
 *
 * @param name exact name, for instance VDD_IN
 * @param scope supply or component
 * @param resolutionWatts smallest step of power that a reading shows; 0 if not known
 */
public record Rail(String name, RailScope scope, double resolutionWatts) {}
