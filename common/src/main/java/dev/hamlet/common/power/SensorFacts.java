package dev.hamlet.common.power;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor beyond its rails: how it is set, how it was found to behave, and what
 * the agent changed. Each part has a value that says not known.
 *
 * @param driver the kernel's driver, for instance {@code ina3221x}; empty if not known
 * @param mode when it converts
 * @param configWord CONFIG register of an INA3221, 0 to 0xffff; -1 if not known or without one
 * @param averages conversions that it averages over; 0 if not known
 * @param busHz clock of the bus that it is read through, in hertz; 0 if not known
 * @param reads what reading it was found to cost and to give
 * @param timeConstantErrorNs half-width of the 95 % interval of the group's time constant, in ns; 0
 *     if it is exact or not known
 * @param timeConstantSource where the group's time constant is known from
 * @param profileHash SHA-256 of the board profile that applies, hexadecimal; empty without one
 * @param wasSet what the agent changed of the sensor's settings, each as {@code what: old -> new}
 */
public record SensorFacts(
    String driver,
    SensorMode mode,
    int configWord,
    int averages,
    long busHz,
    ReadFigures reads,
    long timeConstantErrorNs,
    TimeConstantSource timeConstantSource,
    String profileHash,
    List<String> wasSet) {

  /** Nothing is known. */
  public static final SensorFacts UNKNOWN =
      new SensorFacts(
          "",
          SensorMode.UNKNOWN,
          -1,
          0,
          0,
          ReadFigures.UNKNOWN,
          0,
          TimeConstantSource.UNKNOWN,
          "",
          List.of());

  /** Copies the list. */
  public SensorFacts {
    wasSet = List.copyOf(wasSet);
  }

  /** Of a driver, with what its configuration says; the time constant follows from it. */
  public static SensorFacts configured(
      String driver, SensorMode mode, int configWord, int averages, long busHz) {
    TimeConstantSource source =
        averages > 0 ? TimeConstantSource.CONFIG : TimeConstantSource.UNKNOWN;
    return new SensorFacts(
        driver, mode, configWord, averages, busHz, ReadFigures.UNKNOWN, 0, source, "", List.of());
  }

  /** The same, tried out. */
  public SensorFacts with(ReadFigures found) {
    return new SensorFacts(
        driver,
        mode,
        configWord,
        averages,
        busHz,
        found,
        timeConstantErrorNs,
        timeConstantSource,
        profileHash,
        wasSet);
  }

  /** The same, with a time constant that a step of the load showed. */
  public SensorFacts calibrated(long errorNs) {
    return new SensorFacts(
        driver,
        mode,
        configWord,
        averages,
        busHz,
        reads,
        errorNs,
        TimeConstantSource.CALIBRATED,
        profileHash,
        wasSet);
  }

  /** The same under a board profile. */
  public SensorFacts withProfile(String hash) {
    return new SensorFacts(
        driver,
        mode,
        configWord,
        averages,
        busHz,
        reads,
        timeConstantErrorNs,
        timeConstantSource,
        hash,
        wasSet);
  }

  /** The same after the agent changed something. */
  public SensorFacts withSet(List<String> changes) {
    return new SensorFacts(
        driver,
        mode,
        configWord,
        averages,
        busHz,
        reads,
        timeConstantErrorNs,
        timeConstantSource,
        profileHash,
        changes);
  }

  /** What stands where a description of an earlier version has nothing. */
  static SensorFacts orUnknown(@Nullable SensorFacts facts) {
    return facts == null ? UNKNOWN : facts;
  }
}
