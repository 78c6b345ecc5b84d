package dev.hamlet.twin.ina3221;

/**
 * One round of conversions: which follow each other, and how long each takes.
 *
 * <p>Shunt conversions of channels that are read stand alone; whatever lies between two of them is
 * one step, since nobody sees it: phases stay exact and unread channels cost nothing.
 *
 * <p>One thread; refilled without allocating.
 */
final class Schedule {

  /** {@link #channel} of a step that converts nothing that is read. */
  static final int NONE = -1;

  private static final int GREATEST_STEPS = 7;

  private final int[] channels = new int[GREATEST_STEPS];
  private final long[] durationsNs = new long[GREATEST_STEPS];
  private int steps;
  private long roundNs;

  /**
   * Lays out a round.
   *
   * @param read whether a channel is read
   */
  void fill(ConfigWord config, boolean[] read) {
    steps = 0;
    roundNs = 0;
    long shuntNs = config.convertsShunt() ? config.shuntConversionNs() : 0;
    long busNs = config.convertsBus() ? config.busConversionNs() : 0;
    long unseenNs = 0;
    for (int channel = 0; channel < read.length; channel++) {
      if (config.enabled(channel)) {
        boolean alone = read[channel] && shuntNs > 0;
        if (alone) {
          add(NONE, unseenNs);
          add(channel, shuntNs);
          unseenNs = 0;
        }
        unseenNs += (alone ? 0 : shuntNs) + busNs;
      }
    }
    add(NONE, unseenNs);
  }

  int steps() {
    return steps;
  }

  int channel(int step) {
    return channels[step];
  }

  long durationNs(int step) {
    return durationsNs[step];
  }

  long roundNs() {
    return roundNs;
  }

  private void add(int channel, long durationNs) {
    if (durationNs > 0) {
      channels[steps] = channel;
      durationsNs[steps++] = durationNs;
      roundNs += durationNs;
    }
  }
}
