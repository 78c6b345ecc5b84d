package dev.hamlet.common.power;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rails that one sensor reads together at one rate, and what is known of how it reads them.
 *
 * @param sensor name of the sensor, for instance 0-0041
 * @param group name of the group, unique on the device
 * @param kind driver: {@code ina3221x}, {@code twin}, ...
 * @param simulated true if no hardware stands behind it
 * @param nominalRateHz rate the agent tries to read at
 * @param refreshRateHz how often the sensor's value really changes; 0 if not known
 * @param timeConstantNs time constant of the averaging filter; 0 if there is none, or if {@link
 *     SensorFacts#timeConstantSource} says that it is not known
 * @param lagNs how far a reading lags behind the power it reports; the aligner takes it off the
 *     stamps
 * @param rails the rails, in the order of the columns
 * @param facts what else is known of the sensor
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
    List<Rail> rails,
    SensorFacts facts) {

  /** Copies the list of rails; takes missing facts (an earlier version's) for not known. */
  public SensorGroup(
      String sensor,
      String group,
      String kind,
      boolean simulated,
      double nominalRateHz,
      double refreshRateHz,
      long timeConstantNs,
      long lagNs,
      List<Rail> rails,
      @Nullable SensorFacts facts) {
    this.sensor = sensor;
    this.group = group;
    this.kind = kind;
    this.simulated = simulated;
    this.nominalRateHz = nominalRateHz;
    this.refreshRateHz = refreshRateHz;
    this.timeConstantNs = timeConstantNs;
    this.lagNs = lagNs;
    this.rails = List.copyOf(rails);
    this.facts = SensorFacts.orUnknown(facts);
  }

  /** A group of whose sensor no more is known than this. */
  public SensorGroup(
      String sensor,
      String group,
      String kind,
      boolean simulated,
      double nominalRateHz,
      double refreshRateHz,
      long timeConstantNs,
      long lagNs,
      List<Rail> rails) {
    this(
        sensor,
        group,
        kind,
        simulated,
        nominalRateHz,
        refreshRateHz,
        timeConstantNs,
        lagNs,
        rails,
        SensorFacts.UNKNOWN);
  }

  /** The rail of a name. */
  public Optional<Rail> rail(String name) {
    return rails.stream().filter(rail -> rail.name().equals(name)).findFirst();
  }

  /** The same group, read at another rate. */
  public SensorGroup sampledAt(double rateHz) {
    return new SensorGroup(
        sensor, group, kind, simulated, rateHz, refreshRateHz, timeConstantNs, lagNs, rails, facts);
  }

  /** The same group with other facts. */
  public SensorGroup with(SensorFacts other) {
    return new SensorGroup(
        sensor,
        group,
        kind,
        simulated,
        nominalRateHz,
        refreshRateHz,
        timeConstantNs,
        lagNs,
        rails,
        other);
  }

  /** The same group with another memory: what a step of the load showed. */
  public SensorGroup withTimes(long otherTimeConstantNs, long otherLagNs, double otherRefreshHz) {
    return new SensorGroup(
        sensor,
        group,
        kind,
        simulated,
        nominalRateHz,
        otherRefreshHz,
        otherTimeConstantNs,
        otherLagNs,
        rails,
        facts);
  }

  /** The same group with each rail changed. */
  public SensorGroup withRails(UnaryOperator<Rail> change) {
    return new SensorGroup(
        sensor,
        group,
        kind,
        simulated,
        nominalRateHz,
        refreshRateHz,
        timeConstantNs,
        lagNs,
        rails.stream().map(change).toList(),
        facts);
  }
}
