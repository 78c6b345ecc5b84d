package dev.hamlet.agent.sensor.ina3221x;

import java.util.OptionalInt;

/**
 * How a chip converts, from its CONFIG word (data sheet SBOS576); all 0 if it is not known.
 *
 * @param roundNs time from one conversion of a channel to its next
 * @param timeConstantNs time constant of its averaging, {@code -round / ln(1 - 1/N)}; 0 without
 * @param lagNs half a round and half a conversion
 * @param configWord the word; -1 if it is not known
 * @param averages its N; 0 if it is not known
 */
record ConversionTiming(
    long roundNs, long timeConstantNs, long lagNs, int configWord, int averages) {

  private static final ConversionTiming UNKNOWN = new ConversionTiming(0, 0, 0, -1, 0);
  private static final int[] AVERAGES = {1, 4, 16, 64, 128, 256, 512, 1024};
  private static final long[] CONVERSION_NS = {
    140_000, 204_000, 332_000, 588_000, 1_100_000, 2_116_000, 4_156_000, 8_244_000
  };

  static ConversionTiming of(OptionalInt configWord) {
    int word = configWord.orElse(0);
    int channels = Integer.bitCount(word & 0x7000);
    if (channels == 0) {
      return UNKNOWN;
    }
    long shuntNs = CONVERSION_NS[word >> 3 & 7];
    long roundNs = channels * (shuntNs + CONVERSION_NS[word >> 6 & 7]);
    int averages = AVERAGES[word >> 9 & 7];
    long timeConstantNs = averages == 1 ? 0 : Math.round(-roundNs / Math.log1p(-1.0 / averages));
    return new ConversionTiming(roundNs, timeConstantNs, roundNs / 2 + shuntNs / 2, word, averages);
  }

  double refreshRateHz() {
    return roundNs == 0 ? 0 : 1e9 / roundNs;
  }
}
