package dev.hamlet.twin.board;

import dev.hamlet.common.worker.EdgeConsumer;
import java.util.Arrays;

/**
 * Activity that is known before its time: edges in order, none before the moment that the board was
 * read last. One thread.
 */
public final class ForetoldActivity implements ActivitySource, EdgeConsumer {

  private static final int FIRST_ROOM = 64;

  private long[] stampsNs = new long[FIRST_ROOM];
  private int[] levels = new int[FIRST_ROOM];
  private int size;

  @Override
  public void edge(long monotonicNs, int levelMilli) {
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
