package dev.hamlet.agent.sensor.hwmon;

import dev.hamlet.agent.sysfs.Sysfs;
import java.util.OptionalLong;

/**
 * How a chip converts, from {@code samples} and {@code update_interval}; all 0 if they do not tell.
 *
 * <p>The interval is channels x (bus + shunt conversion) in whole ms on kernels since 2021, and
 * that times the samples before: with averaging the longer reading is taken, which errs to the safe
 * side.
 *
 * @param roundNs time from one conversion of a channel to its next
 * @param averages conversions that the chip averages over
 * @param configWord the CONFIG register that this amounts to; -1 if not known
 */
record HwmonTiming(long roundNs, int averages, int configWord) {

  private static final int[] AVERAGES = {1, 4, 16, 64, 128, 256, 512, 1024};
  private static final long[] CONVERSION_NS = {
    140_000, 204_000, 332_000, 588_000, 1_100_000, 2_116_000, 4_156_000, 8_244_000
  };
  private static final int CONTINUOUS = 7;

  static HwmonTiming of(Sysfs sysfs, String chip) {
    OptionalLong samples = sysfs.readText(chip + "/samples").number();
    OptionalLong intervalMs = sysfs.readText(chip + "/update_interval").number();
    int enable = 0;
    for (int number = 1; number <= 3; number++) {
      enable |= HwmonTree.enabled(sysfs, chip, number) ? 1 << (15 - number) : 0;
    }
    int channels = Integer.bitCount(enable);
    int averages = averagesCode(samples.orElse(1));
    if (intervalMs.isEmpty() || channels == 0 || averages < 0) {
      return new HwmonTiming(0, 0, -1);
    }
    int conversion = nearestCode(intervalMs.getAsLong() * 1e6 / channels / 2);
    int word = enable | averages << 9 | conversion << 6 | conversion << 3 | CONTINUOUS;
    return new HwmonTiming(2L * channels * CONVERSION_NS[conversion], AVERAGES[averages], word);
  }

  /** {@code -round / ln(1 - 1/N)}; 0 without averaging. */
  long timeConstantNs() {
    return averages <= 1 ? 0 : Math.round(-roundNs / Math.log1p(-1.0 / averages));
  }

  /** Half a round; half of a conversion is shorter than what the interval is known to. */
  long lagNs() {
    return roundNs / 2;
  }

  double refreshRateHz() {
    return roundNs == 0 ? 0 : 1e9 / roundNs;
  }

  private static int averagesCode(long samples) {
    for (int code = 0; code < AVERAGES.length; code++) {
      if (AVERAGES[code] == samples) {
        return code;
      }
    }
    return -1;
  }

  private static int nearestCode(double conversionNs) {
    int nearest = 0;
    for (int code = 1; code < CONVERSION_NS.length; code++) {
      if (Math.abs(CONVERSION_NS[code] - conversionNs)
          < Math.abs(CONVERSION_NS[nearest] - conversionNs)) {
        nearest = code;
      }
    }
    return nearest;
  }
}
