package dev.hamlet.agent.sampling;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.config.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a sensor is sampled.
 *
 * @param samplingRateHz wanted rate, 1 to 10,000; a sensor that is too slow for it gets the rate it
 *     can hold
 * @param batchDuration time that one batch covers, 10 ms to 10 s
 * @param ringCapacity samples that wait for the batcher at most; a power of two that holds at least
 *     two batches
 */
public record SamplingSettings(double samplingRateHz, Duration batchDuration, int ringCapacity) {

  /** 1 kHz, batches of 250 ms, room for 4 s. */
  public static final SamplingSettings DEFAULT =
      new SamplingSettings(1_000, Duration.ofMillis(250), 4_096);

  /** Refuses values out of range, all of them at once. */
  public SamplingSettings {
    List<Problem> problems = new ArrayList<>();
    if (!(samplingRateHz >= 1 && samplingRateHz <= 10_000)) {
      problems.add(new Problem("sampling.rate-hz", "must be 1 to 10000, but is " + samplingRateHz));
    }
    if (batchDuration.toMillis() < 10 || batchDuration.toMillis() > 10_000) {
      problems.add(
          new Problem("sampling.batch", "must last 10 ms to 10 s, but is " + batchDuration));
    }
    if (ringCapacity > 1 << 20
        || Integer.bitCount(ringCapacity) != 1
        || ringCapacity < 2 * samplingRateHz * batchDuration.toMillis() / 1_000) {
      problems.add(
          new Problem(
              "sampling.ring-capacity",
              "must be a power of two that holds two batches, at most 1048576, but is "
                  + ringCapacity));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /** The wanted period in ns. */
  public long periodNs() {
    return Math.round(1e9 / samplingRateHz);
  }
}
