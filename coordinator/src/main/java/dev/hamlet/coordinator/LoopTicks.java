package dev.hamlet.coordinator;

import java.util.List;

/** What the event loop does at each tick; known only after the loop has been made. */
final class LoopTicks implements Runnable {

  private volatile List<Runnable> ticks = List.of();

  void set(List<Runnable> all) {
    ticks = List.copyOf(all);
  }

  @Override
  public void run() {
    ticks.forEach(Runnable::run);
  }
}
