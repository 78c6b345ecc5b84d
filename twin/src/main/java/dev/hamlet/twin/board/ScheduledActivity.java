package dev.hamlet.twin.board;

import dev.hamlet.common.worker.EdgeConsumer;
import java.util.List;

/**
 * Activity that is known beforehand: virtual time. Handed over piece by piece, as a board has room
 * for so many edges only.
 */
public final class ScheduledActivity implements ActivitySource {

  private static final int MOST_AT_ONCE = 1 << 14;

  private final List<ActivityEdge> edges;
  private int handed;

  /** From edges in the order of their stamps. */
  public ScheduledActivity(List<ActivityEdge> edges) {
    this.edges = List.copyOf(edges);
  }

  @Override
  public void drain(EdgeConsumer consumer) {
    int until = Math.min(edges.size(), handed + MOST_AT_ONCE);
    while (handed < until) {
      ActivityEdge edge = edges.get(handed++);
      consumer.edge(edge.monotonicNs(), edge.levelMilli());
    }
  }

  @Override
  public long overruns() {
    return 0;
  }
}
