package dev.hamlet.common.worker.serve;

import dev.hamlet.common.worker.Request;
import java.util.SplittableRandom;

/**
 * When a burst pauses, and until when.
 *
 * <p>A sensor takes a value once in a round, so a load that repeats could show it the same part of
 * each inference again and again. Pauses of random length would break that only as quickly as a
 * coin is thrown: the error falls with the root of their number. So each pause lasts until the next
 * moment at which the round is at a place of its own, and these places fill the round evenly: place
 * k is {@code frac(u + k g)} of it, with u drawn from the seed and g the golden section. Whatever
 * the sensor's own phase is, the inferences then start everywhere in its round alike, as an
 * oscilloscope sees a repeating signal between its samples (equivalent-time sampling). Source of
 * the sequence: Weyl's, whose discrepancy with the golden section falls as {@code log n / n}
 * (Kuipers and Niederreiter 1974); u makes its mean unbiased (Cranley and Patterson 1976).
 *
 * <p>Threads: one. Nothing allocates after construction.
 */
public final class BurstGaps {

  private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

  private final long workBeforeGapNs;
  private final long roundNs;
  private final long burstStartNs;
  private double place;
  private long workNs;

  /**
   * The pauses of one burst.
   *
   * @param order its pauses: how much work comes before each, their greatest length, which is the
   *     round, and their seed
   * @param burstStartNs when it starts: the round counts from there
   */
  public BurstGaps(Request.Burst order, long burstStartNs) {
    this.workBeforeGapNs = order.workBeforeGapNs();
    this.roundNs = order.greatestGapNs();
    this.burstStartNs = burstStartNs;
    this.place = new SplittableRandom(order.seed()).nextDouble();
  }

  /**
   * An inference has ended.
   *
   * @return when the next one may start: now, unless a pause is due
   */
  public long nextStartNs(long startNs, long endNs) {
    workNs += endNs - startNs;
    if (roundNs == 0 || workNs < workBeforeGapNs) {
      return endNs;
    }
    workNs = 0;
    place = (place + GOLDEN_SECTION) % 1;
    return endNs + Math.floorMod(Math.round(place * roundNs) - (endNs - burstStartNs), roundNs);
  }
}
