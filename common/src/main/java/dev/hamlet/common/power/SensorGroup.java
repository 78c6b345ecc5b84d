package dev.hamlet.common.power;

import java.util.List;

/**
 * The rails that one sensor reads together at one rate, and what is known of how it reads them.
 *
 * @param sensor name of the sensor, for instance 0-0041
 * @param group name of the group, unique on the device
 * @param kind driver: {@code ina3221x}, {@code twin}, ...
 * @param simulated true if no hardware stands behind it
 * @param nominalRateHz rate the agent tries to read at
 * @param refreshRateHz how often the sensor's value really changes; 0 if not known
 * @param timeConstantNs time constant of the averaging filter; 0 if there is none
 * @param lagNs how far a reading lags behind the power it reports; the aligner takes it off the
 *     stamps
 * @param rails the rails, in the order of the columns
 */
public record SensorGroup(
    String sensor,
    String group,
    String kind,
    boolean simulated,
    double nominalRateHz,
    double refreshRateHz,
    long timeConstantNs,
    long lagNs,
    List<Rail> rails) {

  /** Copies the list of rails. */
  public SensorGroup {
    rails = List.copyOf(rails);
  }
}
