package dev.hamlet.benchmarks.scenario;

import dev.hamlet.twin.ina3221.ConfigWord;
import dev.hamlet.twin.power.BoardRail;
import java.util.List;

/**
 * The power monitor and how it is read.
 *
 * @param config its CONFIG word
 * @param rails rails whose energies are added up to the figure
 * @param busHz clock of the I2C bus: what a read costs
 * @param gainRatio limit of the relative error of each of its two gains (shunt and bus)
 * @param shuntRatio limit of the relative error of the shunt resistor
 * @param offsetMicrovolts limit of the offset of the shunt voltage
 * @param noiseSteps standard deviation of one shunt conversion of 140 us, in steps of 40 uV
 */
public record SensorSetup(
    ConfigWord config,
    List<BoardRail> rails,
    int busHz,
    double gainRatio,
    double shuntRatio,
    double offsetMicrovolts,
    double noiseSteps) {

  /** Copies the list. */
  public SensorSetup {
    rails = List.copyOf(rails);
  }

  /** VDD_IN at 400 kHz with the limits of the data sheet and noise of half a step. */
  public static SensorSetup of(int word) {
    return new SensorSetup(
        new ConfigWord(word), List.of(BoardRail.VDD_IN), 400_000, 0.0025, 0.01, 80, 0.5);
  }

  /** The same, with other rails. */
  public SensorSetup with(List<BoardRail> others) {
    return new SensorSetup(
        config, others, busHz, gainRatio, shuntRatio, offsetMicrovolts, noiseSteps);
  }

  /** The same, with other noise. */
  public SensorSetup withNoise(double steps) {
    return new SensorSetup(config, rails, busHz, gainRatio, shuntRatio, offsetMicrovolts, steps);
  }

  /** The same on another bus. */
  public SensorSetup withBus(int otherBusHz) {
    return new SensorSetup(
        config, rails, otherBusHz, gainRatio, shuntRatio, offsetMicrovolts, noiseSteps);
  }

  /** Bus time of reading a rail: two registers of 47 clocks each. */
  public long readNs() {
    return Math.round(2 * 47 * 1e9 / busHz);
  }
}
