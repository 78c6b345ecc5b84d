package dev.hamlet.common.experiment;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a board must be like before a trial and during it.
 *
 * @param temperatureWithinC how far each zone may be from the cell's reference, in kelvin
 * @param timeout longest that the gate may stay shut
 * @param foreignCpuMax greatest share of the time of all CPUs, 0 to 1, that anything but Hamlet may
 *     use; empty for what suits the board: {@value #DEFAULT_FOREIGN_CPU_MAX} of a real one, no
 *     limit where it is simulated and its host is not what is measured
 * @param abortAboveC temperature of any zone, in degrees Celsius, that stops a trial at once; empty
 *     for a little less than the zone's own critical trip point
 */
public record GateRules(
    double temperatureWithinC,
    Duration timeout,
    OptionalDouble foreignCpuMax,
    OptionalDouble abortAboveC) {

  /** Limit of foreign CPU time on a real board unless an experiment says another. */
  public static final double DEFAULT_FOREIGN_CPU_MAX = 0.02;

  /** Rules that leave foreign load and greatest temperature to the board. */
  public GateRules(double temperatureWithinC, Duration timeout) {
    this(temperatureWithinC, timeout, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The limit of foreign CPU time that holds on a board; infinite if there is none. */
  public double foreignCpuLimit(boolean simulated) {
    return foreignCpuMax.orElse(simulated ? Double.POSITIVE_INFINITY : DEFAULT_FOREIGN_CPU_MAX);
  }
}
