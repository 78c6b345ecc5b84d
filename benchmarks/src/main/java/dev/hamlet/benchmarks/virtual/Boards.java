package dev.hamlet.benchmarks.virtual;

import dev.hamlet.benchmarks.scenario.Scenario;
import dev.hamlet.benchmarks.scenario.SensorSetup;
import dev.hamlet.common.power.ErrorLimits;
import dev.hamlet.common.power.PowerSeries;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.SampleBatch;
import dev.hamlet.common.power.SensorGroup;
import dev.hamlet.twin.board.BoardOptions;
import dev.hamlet.twin.board.TwinSettings;
import dev.hamlet.twin.ina3221.ChannelErrors;
import dev.hamlet.twin.ina3221.ErrorDraw;
import dev.hamlet.twin.power.BoardRail;
import dev.hamlet.twin.power.PowerMode;
import dev.hamlet.twin.power.PowerModel;
import dev.hamlet.twin.power.RailCoefficients;
import dev.hamlet.twin.thermal.ThermalModel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Simulated boards of scenarios. */
public final class Boards {

  private static final double LEAST_AMBIENT_C = 20;
  private static final double AMBIENT_RANGE_K = 10;

  private static final double STEP_MICROVOLTS = 40;

  /** Greatest of the data sheet. */
  private static final double BUS_OFFSET_VOLTS = 16e-3;

  private Boards() {}

  /**
   * A board in MAXN, its air at 20 to 30 degrees.
   *
   * @param errors whether gain, shunt and offset are off
   */
  public static TwinSettings settings(Scenario scenario, long boardSeed, boolean errors) {
    double ambientC =
        LEAST_AMBIENT_C + AMBIENT_RANGE_K * new SplittableRandom(boardSeed).nextDouble();
    return new TwinSettings(
        boardSeed,
        scenario.sensor().rails(),
        PowerMode.MAXN,
        ThermalModel.withFan(ambientC),
        scenario.sensor().config(),
        true,
        Duration.ZERO,
        BoardOptions.DEFAULT
            .withDrift(scenario.idleDriftWattsPerMinute())
            .with(draw(scenario.sensor(), errors)));
  }

  /** Noise always; the rest uniform within the limits, once per board, while errors are on. */
  private static ErrorDraw draw(SensorSetup sensor, boolean errors) {
    double noiseMicrovolts = sensor.noiseSteps() * STEP_MICROVOLTS;
    if (!errors) {
      return ErrorDraw.NOISE_ONLY.withNoise(noiseMicrovolts);
    }
    return random ->
        new ChannelErrors(
            uniform(random, sensor.offsetMicrovolts()),
            uniform(random, sensor.gainRatio()),
            uniform(random, BUS_OFFSET_VOLTS * 1e3),
            uniform(random, sensor.gainRatio()),
            noiseMicrovolts,
            uniform(random, sensor.shuntRatio()));
  }

  private static double uniform(RandomGenerator random, double greatest) {
    return greatest * (2 * random.nextDouble() - 1);
  }

  /** What one more busy thread draws on some rails; leakage does not depend on it. */
  public static double wattsPerThread(List<BoardRail> rails) {
    RailCoefficients idle = new RailCoefficients();
    RailCoefficients busy = new RailCoefficients();
    new PowerModel().fill(PowerMode.MAXN, 0, idle);
    new PowerModel().fill(PowerMode.MAXN, 1_000, busy);
    return rails.stream()
        .mapToDouble(rail -> busy.constantWatts(rail) - idle.constantWatts(rail))
        .sum();
  }

  /** Samples as anybody sees them: with their lag. */
  static PowerSeries asSeen(SampleBatch samples, SensorGroup group) {
    return PowerSeries.of(
        List.of(samples),
        group.withTimes(group.timeConstantNs(), 0, group.refreshRateHz()),
        group.rails().stream().map(Rail::name).toList());
  }

  /** The group with the limits of errors that the scenario's sensor has. */
  public static SensorGroup withLimits(SensorGroup group, SensorSetup sensor) {
    return group.withRails(
        rail -> {
          double busVolts = BoardRail.valueOf(rail.name()).busVolts();
          double offsetWatts =
              sensor.offsetMicrovolts() * 1e-6 / (rail.shuntMicroohms() * 1e-6) * busVolts;
          return rail.withShunt(
              rail.shuntMicroohms(),
              new ErrorLimits(
                  List.of(
                      sensor.gainRatio(),
                      sensor.gainRatio(),
                      sensor.shuntRatio(),
                      BUS_OFFSET_VOLTS / busVolts),
                  offsetWatts));
        });
  }

  /** Sum of columns in milliwatts. */
  static double watts(long[] milliwatts) {
    long sum = 0;
    for (long value : milliwatts) {
      sum += value;
    }
    return sum * 1e-3;
  }
}
