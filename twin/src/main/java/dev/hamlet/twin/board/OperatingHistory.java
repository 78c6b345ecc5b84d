package dev.hamlet.twin.board;

import dev.hamlet.twin.power.OperatingPoint;
import java.util.ArrayList;
import java.util.List;

/** Keeps every change of a board's operating point, for the truth. One thread. */
public final class OperatingHistory implements OperatingListener {

  private final List<OperatingChange> changes = new ArrayList<>();

  @Override
  public void changed(long monotonicNs, OperatingPoint point) {
    changes.add(new OperatingChange(monotonicNs, point));
  }

  /** Changes so far, in the order of their stamps. */
  public List<OperatingChange> changes() {
    return List.copyOf(changes);
  }
}
