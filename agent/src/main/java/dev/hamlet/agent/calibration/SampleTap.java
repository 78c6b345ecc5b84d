package dev.hamlet.agent.calibration;

import dev.hamlet.agent.batch.BatchSink;
import dev.hamlet.common.power.SampleBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes batches on, and keeps those that come while it is open: so nobody needs to read a sensor
 * that is being read already.
 *
 * <p>Threads: any.
 */
public final class SampleTap implements BatchSink {

  /** Far more than a calibration has; what comes beyond is not kept. */
  private static final int MOST_BATCHES = 10_000;

  private final BatchSink next;
  private final List<SampleBatch> kept = new ArrayList<>();
  private boolean open;

  /** In front of a sink. */
  public SampleTap(BatchSink next) {
    this.next = next;
  }

  @Override
  public void accept(SampleBatch batch) {
    keep(batch);
    next.accept(batch);
  }

  /** From now on batches are kept; what was kept before is not any more. */
  synchronized void open() {
    kept.clear();
    open = true;
  }

  /** Nothing is kept any more. */
  synchronized void close() {
    open = false;
    kept.clear();
  }

  /** What came since it was opened, in order. */
  synchronized List<SampleBatch> kept() {
    return List.copyOf(kept);
  }

  /** Whether a sample at or after a stamp has come. */
  synchronized boolean reaches(long monotonicNs) {
    if (kept.isEmpty()) {
      return false;
    }
    SampleBatch last = kept.get(kept.size() - 1);
    return last.size() > 0 && last.monotonicNs()[last.size() - 1] >= monotonicNs;
  }

  private synchronized void keep(SampleBatch batch) {
    if (open && kept.size() < MOST_BATCHES) {
      kept.add(batch);
    }
  }
}
