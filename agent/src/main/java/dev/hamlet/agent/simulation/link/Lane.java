package dev.hamlet.agent.simulation.link;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction of a call: actions in their order, each when the link lets it pass.
 *
 * <p>Threads: any.
 */
final class Lane {

  /** What may wait before the sender is asked to wait. */
  private static final int ROOM_BYTES = 64 << 10;

  private final LinkFaults link;
  private final Runnable onRoom;
  private final Queue<Passing> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long lastDueNs;
  private boolean dead;

  /**
   * An empty lane.
   *
   * @param onRoom called when there is room again, on whatever thread made it
   */
  Lane(LinkFaults link, Runnable onRoom) {
    this.link = link;
    this.onRoom = onRoom;
    this.lastDueNs = link.nowNs();
  }

  private record Passing(Runnable action, int bytes, long dueNs) {}

  /** Lets an action pass now or later. */
  void pass(int bytes, Runnable action) {
    synchronized (this) {
      if (dead) {
        return;
      }
      if (waiting.isEmpty() && link.isWhole()) {
        action.run();
        return;
      }
      lastDueNs = Math.max(lastDueNs, link.nowNs()) + link.transferNs(bytes);
      waiting.add(new Passing(action, bytes, lastDueNs + link.delayNs()));
      waitingBytes += bytes;
    }
    flush();
  }

  synchronized boolean hasRoom() {
    return waitingBytes <= ROOM_BYTES;
  }

  /** Lets everything go that is due. */
  void flush() {
    boolean room;
    synchronized (this) {
      boolean full = !hasRoom();
      while (!dead && !waiting.isEmpty() && mayPass(waiting.element())) {
        Passing head = waiting.remove();
        waitingBytes -= head.bytes();
        head.action().run();
      }
      room = full && hasRoom();
    }
    if (room) {
      onRoom.run();
    }
  }

  /** Nothing passes any more. */
  synchronized void end() {
    dead = true;
    waiting.clear();
    waitingBytes = 0;
  }

  private boolean mayPass(Passing head) {
    if (link.state() != LinkState.OPEN) {
      return false; // healing the link lets it go
    }
    long leftNs = link.isWhole() ? 0 : head.dueNs() - link.nowNs();
    if (leftNs > 0) {
      link.later(leftNs, this::flush);
      return false;
    }
    return true;
  }
}
