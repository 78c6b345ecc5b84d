package dev.hamlet.coordinator.remote;

import java.util.ArrayList;
import java.util.List;

/** Cuts series into requests: each series in its order, over as many requests as it takes. */
public final class WriteBatches {

  /** Most samples of a request: about 90 kB on the wire, a few milliseconds of the server's. */
  public static final int MOST_SAMPLES = 5_000;

  private WriteBatches() {}

  /** Requests of at most {@value #MOST_SAMPLES} samples, to be sent one after the other. */
  public static List<List<StampedSeries>> of(List<StampedSeries> series) {
    List<List<StampedSeries>> batches = new ArrayList<>();
    List<StampedSeries> open = new ArrayList<>();
    int room = MOST_SAMPLES;
    for (StampedSeries one : series) {
      for (int from = 0; from < one.size(); ) {
        int to = Math.min(one.size(), from + room);
        open.add(one.part(from, to));
        room -= to - from;
        from = to;
        if (room == 0) {
          batches.add(open);
          open = new ArrayList<>();
          room = MOST_SAMPLES;
        }
      }
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  /** Samples of a request. */
  public static long samples(List<StampedSeries> batch) {
    return batch.stream().mapToLong(StampedSeries::size).sum();
  }
}
