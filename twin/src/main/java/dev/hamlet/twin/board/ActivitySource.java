package dev.hamlet.twin.board;

import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.EdgeConsumer;

/** Where a simulated board learns what its cores do. */
public interface ActivitySource {

  /** Hands over the edges that became known since the last call. Never blocks or allocates. */
  void drain(EdgeConsumer consumer);

  /** Edges that were lost on the way. */
  long overruns();

  /** What real workers publish, as they run. */
  static ActivitySource live(ActivityRing ring) {
    return new ActivitySource() {
      @Override
      public void drain(EdgeConsumer consumer) {
        ring.drain(consumer);
      }

      @Override
      public long overruns() {
        return ring.overruns();
      }
    };
  }
}
