package dev.hamlet.twin.ina3221;

/**
 * The CONFIG register of an INA3221 (data sheet SBOS576).
 *
 * <pre>
 *   bit   15       14 13 12   11 10 9    8 7 6            5 4 3             2 1 0
 *         reset    enable     averages   bus conversion   shunt conversion  mode
 * </pre>
 *
 * <p>Mode 0 and 4 power down; 1, 2, 3 convert shunt, bus, both once; 5, 6, 7 for ever.
 *
 * @param word the 16 bits, reset never set
 */
public record ConfigWord(int word) {

  /** No averaging, 140 us each: a new set of three channels every 0.84 ms. */
  public static final ConfigWord FASTEST = new ConfigWord(0x7007);

  /** What the chip starts with: no averaging, 1.1 ms each. */
  public static final ConfigWord RESET = new ConfigWord(0x7127);

  private static final int CHANNEL_BITS = 0x7000;
  private static final int SHUNT = 1;
  private static final int BUS = 2;
  private static final int FOR_EVER = 4;
  private static final int[] AVERAGES = {1, 4, 16, 64, 128, 256, 512, 1024};
  private static final long[] CONVERSION_NS = {
    140_000, 204_000, 332_000, 588_000, 1_100_000, 2_116_000, 4_156_000, 8_244_000
  };

  /** Refuses more than 15 bits. */
  public ConfigWord {
    if (word != (word & 0x7fff)) {
      throw new IllegalArgumentException(String.format("config word 0x%04x out of range", word));
    }
  }

  /** Whether it converts shunt and bus of some channel for ever. */
  public boolean continuous() {
    return (word & 7) == (SHUNT | BUS | FOR_EVER) && channels() > 0;
  }

  /** Whether conversions end after one set of averages. */
  public boolean singleShot() {
    return (word & FOR_EVER) == 0 && converts();
  }

  /** Whether it converts anything. */
  public boolean converts() {
    return (convertsShunt() || convertsBus()) && channels() > 0;
  }

  /** Whether it converts shunt voltages. */
  public boolean convertsShunt() {
    return (word & SHUNT) != 0;
  }

  /** Whether it converts bus voltages. */
  public boolean convertsBus() {
    return (word & BUS) != 0;
  }

  /** Whether a channel, from 0, is converted. */
  public boolean enabled(int channel) {
    return (word >> (14 - channel) & 1) == 1;
  }

  /** Channels that are converted. */
  public int channels() {
    return Integer.bitCount(word & CHANNEL_BITS);
  }

  /** N of {@code new = old + (sample - old) / N}. */
  public int averages() {
    return AVERAGES[word >> 9 & 7];
  }

  /** Duration of a conversion of the bus voltage. */
  public long busConversionNs() {
    return CONVERSION_NS[word >> 6 & 7];
  }

  /** Duration of a conversion of the shunt voltage. */
  public long shuntConversionNs() {
    return CONVERSION_NS[word >> 3 & 7];
  }

  /** Time from one conversion of a channel to its next; 0 without any. */
  public long roundNs() {
    return channels()
        * ((convertsBus() ? busConversionNs() : 0) + (convertsShunt() ? shuntConversionNs() : 0));
  }

  /** Time constant of the averaging, exactly {@code -round / ln(1 - 1/N)}; 0 if N is 1. */
  public long timeConstantNs() {
    return averages() == 1 ? 0 : Math.round(-roundNs() / Math.log1p(-1.0 / averages()));
  }

  /**
   * How far a reading lags behind the power it reports, without averaging: it is half a round old
   * on average, and its conversion's middle lies half a conversion before that.
   */
  public long lagNs() {
    return roundNs() / 2 + shuntConversionNs() / 2;
  }

  /** The same word with the code of the nearest number of averages. */
  public ConfigWord withAverages(long averages) {
    int code = 0;
    for (int i = 1; i < AVERAGES.length; i++) {
      code = Math.abs(AVERAGES[i] - averages) < Math.abs(AVERAGES[code] - averages) ? i : code;
    }
    return new ConfigWord((word & ~0x0e00) | (code << 9));
  }

  /** The same word with the code of the nearest conversion time, for bus and shunt. */
  public ConfigWord withConversionNs(long conversionNs) {
    int code = 0;
    for (int i = 1; i < CONVERSION_NS.length; i++) {
      long off = Math.abs(CONVERSION_NS[i] - conversionNs);
      code = off < Math.abs(CONVERSION_NS[code] - conversionNs) ? i : code;
    }
    return new ConfigWord((word & ~0x01f8) | (code << 6) | (code << 3));
  }

  /** The same word with a channel, from 0, on or off. */
  public ConfigWord withChannel(int channel, boolean on) {
    int bit = 1 << (14 - channel);
    return new ConfigWord(on ? word | bit : word & ~bit);
  }
}
