package dev.hamlet.twin.board;

import dev.hamlet.twin.power.OperatingPoint;

/** Hears when a board's operating point changes. */
@FunctionalInterface
public interface OperatingListener {

  /**
   * From this moment on the board runs at another point. On the thread that evaluates the board.
   *
   * @param monotonicNs device monotonic ns
   */
  void changed(long monotonicNs, OperatingPoint point);
}
