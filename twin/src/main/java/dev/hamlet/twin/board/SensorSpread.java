package dev.hamlet.twin.board;

import dev.hamlet.twin.ina3221.ErrorDraw;

/**
 * How the monitors of one board differ from those of another.
 *
 * @param errors errors of the channels
 * @param conversionTolerance a chip's conversions last up to this share longer than typical,
 *     uniformly drawn; the data sheet's greatest duration is 10 % above the typical one and it
 *     names no least one
 */
public record SensorSpread(ErrorDraw errors, double conversionTolerance) {

  /** As boards are likely to be. */
  public static final SensorSpread TYPICAL = new SensorSpread(ErrorDraw.TYPICAL, 0.1);

  /** Everything uniform between the data sheet's limits: what limits mean in an interval. */
  public static final SensorSpread RECTANGULAR = new SensorSpread(ErrorDraw.RECTANGULAR, 0.1);

  /** Noise only: every chip is as the data sheet's typical one. */
  public static final SensorSpread NOISE_ONLY = new SensorSpread(ErrorDraw.NOISE_ONLY, 0);

  /** The same with other errors. */
  public SensorSpread with(ErrorDraw other) {
    return new SensorSpread(other, conversionTolerance);
  }

  /** The same with another tolerance of conversion times; 0 for none. */
  public SensorSpread withConversionTolerance(double share) {
    return new SensorSpread(errors, share);
  }

  /** Real duration of a conversion / typical one, for a draw from 0 to 1. */
  double stretch(double draw) {
    return 1 + conversionTolerance * draw;
  }
}
