package dev.hamlet.benchmarks.virtual;

import dev.hamlet.common.worker.EdgeConsumer;
import dev.hamlet.twin.board.ActivitySource;
import java.util.Arrays;

/** Activity that becomes known burst by burst, each as a whole before its time. One thread. */
public final class VirtualActivity implements ActivitySource {

  private long[] stampsNs = new long[1_024];
  private int[] levels = new int[1_024];
  private int size;

  /** An edge; none before the moment that the board was read last. */
  public void add(long monotonicNs, int levelMilli) {
    if (size == stampsNs.length) {
      stampsNs = Arrays.copyOf(stampsNs, 2 * size);
      levels = Arrays.copyOf(levels, 2 * size);
    }
    stampsNs[size] = monotonicNs;
    levels[size++] = levelMilli;
  }

  @Override
  public void drain(EdgeConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.edge(stampsNs[i], levels[i]);
    }
    size = 0;
  }

  @Override
  public long overruns() {
    return 0;
  }
}
