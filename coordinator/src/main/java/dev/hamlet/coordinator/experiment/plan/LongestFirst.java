package dev.hamlet.coordinator.experiment.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spreads blocks of work over devices that are not equally fast and may not all do every block, so
 * that the last one is ready early: the longest block first, each to the device that would be ready
 * with it first (LPT: R. L. Graham 1969 for equal machines, T. Gonzalez, O. Ibarra, S. Sahni 1977
 * for unequal speeds); then, while that helps, one block of the device that is ready last goes to
 * another or changes places with one there. Pure, the same from the same.
 */
public final class LongestFirst {

  /** Beyond so many pairs of block and device, nothing is improved after the first spread. */
  private static final long MAX_PAIRS = 200_000;

  private final double[][] seconds;
  private final double[] readySeconds;
  private final int[] deviceOf;

  private LongestFirst(double[][] seconds, double[] readySeconds) {
    this.seconds = seconds;
    this.readySeconds = readySeconds.clone();
    this.deviceOf = new int[seconds.length];
  }

  /**
   * The device of each block.
   *
   * @param seconds what each block takes on each device; infinite where it cannot run
   * @param readySeconds when each device is ready with what it has already
   * @throws IllegalArgumentException if a block can run nowhere
   */
  public static int[] spread(double[][] seconds, double[] readySeconds) {
    LongestFirst spread = new LongestFirst(seconds, readySeconds);
    spread.assign();
    if ((long) seconds.length * readySeconds.length <= MAX_PAIRS) {
      spread.improve();
    }
    return spread.deviceOf;
  }

  private void assign() {
    List<Integer> longestFirst =
        IntStream.range(0, seconds.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer block) -> -shortest(block)))
            .toList();
    for (int block : longestFirst) {
      int best = -1;
      for (int device = 0; device < readySeconds.length; device++) {
        if (Double.isFinite(seconds[block][device])
            && (best < 0 || after(block, device) < after(block, best))) {
          best = device;
        }
      }
      if (best < 0) {
        throw new IllegalArgumentException("block " + block + " can run on no device");
      }
      deviceOf[block] = best;
      readySeconds[best] += seconds[block][best];
    }
  }

  private void improve() {
    for (int step = 0; step < 4 * seconds.length; step++) {
      int last = last();
      if (!moveFrom(last) && !swapFrom(last)) {
        return;
      }
    }
  }

  /** Gives a block of the last device to where it is ready earliest. */
  private boolean moveFrom(int last) {
    double end = readySeconds[last];
    int bestBlock = -1;
    int bestDevice = -1;
    for (int block = 0; block < seconds.length; block++) {
      for (int device = 0; deviceOf[block] == last && device < readySeconds.length; device++) {
        if (device != last && after(block, device) < end * (1 - 1e-9)) {
          end = after(block, device);
          bestBlock = block;
          bestDevice = device;
        }
      }
    }
    if (bestBlock >= 0) {
      move(bestBlock, bestDevice);
    }
    return bestBlock >= 0;
  }

  private boolean swapFrom(int last) {
    for (int mine = 0; mine < seconds.length; mine++) {
      for (int other = 0; deviceOf[mine] == last && other < seconds.length; other++) {
        int device = deviceOf[other];
        if (device != last && swapHelps(mine, other, last, device)) {
          move(mine, device);
          move(other, last);
          return true;
        }
      }
    }
    return false;
  }

  private boolean swapHelps(int mine, int other, int last, int device) {
    double lastAfter = readySeconds[last] - seconds[mine][last] + seconds[other][last];
    double deviceAfter = readySeconds[device] - seconds[other][device] + seconds[mine][device];
    return Math.max(lastAfter, deviceAfter) < readySeconds[last] * (1 - 1e-9);
  }

  private void move(int block, int to) {
    readySeconds[deviceOf[block]] -= seconds[block][deviceOf[block]];
    readySeconds[to] += seconds[block][to];
    deviceOf[block] = to;
  }

  private double after(int block, int device) {
    return readySeconds[device] + seconds[block][device];
  }

  private double shortest(int block) {
    return Arrays.stream(seconds[block]).min().orElse(Double.POSITIVE_INFINITY);
  }

  private int last() {
    int last = 0;
    for (int device = 1; device < readySeconds.length; device++) {
      last = readySeconds[device] > readySeconds[last] ? device : last;
    }
    return last;
  }
}
