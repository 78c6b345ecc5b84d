package dev.hamlet.twin.ina3221;

/** What the L4T driver makes of registers. */
public final class L4tScale {

  private static final int UNUSED_BITS = 3;
  private static final int SHUNT_STEP_MICROVOLTS = 40;
  private static final int BUS_STEP_MILLIVOLTS = 8;

  private L4tScale() {}

  /** Microvolts of a shunt register. */
  public static long microvolts(short shuntRegister) {
    return (long) (shuntRegister >> UNUSED_BITS) * SHUNT_STEP_MICROVOLTS;
  }

  /** Whole milliamperes of a shunt register, rounded. */
  public static long milliamps(short shuntRegister, double shuntMilliohms) {
    return Math.round(microvolts(shuntRegister) / shuntMilliohms);
  }

  /** Millivolts of a bus register. */
  public static long millivolts(short busRegister) {
    return (long) (busRegister >> UNUSED_BITS) * BUS_STEP_MILLIVOLTS;
  }
}
