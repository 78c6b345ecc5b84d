package dev.hamlet.common.experiment;

/**
 * How warm a part of a board is.
 *
 * @param zone name of the thermal zone
 * @param celsius temperature in degrees Celsius
 */
public record Temperature(String zone, double celsius) {}
