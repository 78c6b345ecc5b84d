package dev.hamlet.twin.ina3221;

/**
 * The CONFIG register of an INA3221 (data sheet SBOS576).
 *
 * <pre>
 *   bit   14 13 12   11 10 9    8 7 6            5 4 3             2 1 0
 *         enable     averages   bus conversion   shunt conversion  mode
 * </pre>
 *
 * @param word the 16 bits; only continuous conversion of shunt and bus is simulated
 */
public record ConfigWord(int word) {

  /** No averaging, 140 us each: a new set of three channels every 0.84 ms. */
  public static final ConfigWord FASTEST = new ConfigWord(0x7007);

  private static final int CONTINUOUS_BOTH = 7;
  private static final int[] AVERAGES = {1, 4, 16, 64, 128, 256, 512, 1024};
  private static final long[] CONVERSION_NS = {
    140_000, 204_000, 332_000, 588_000, 1_100_000, 2_116_000, 4_156_000, 8_244_000
  };

  /** Refuses words that convert nothing continuously. */
  public ConfigWord {
    if ((word & 7) != CONTINUOUS_BOTH || (word & 0x7000) == 0 || word != (word & 0x7fff)) {
      throw new IllegalArgumentException(
          String.format("config word 0x%04x does not convert shunt and bus continuously", word));
    }
  }

  /** Whether a channel, from 0, is converted. */
  public boolean enabled(int channel) {
    return (word >> (14 - channel) & 1) == 1;
  }

  /** Channels that are converted. */
  public int channels() {
    return Integer.bitCount(word & 0x7000);
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

  /** Time from one conversion of a channel to its next. */
  public long roundNs() {
    return channels() * (busConversionNs() + shuntConversionNs());
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
}
