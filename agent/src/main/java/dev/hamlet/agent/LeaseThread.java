package dev.hamlet.agent;

import dev.hamlet.agent.lease.LeaseDesk;
import dev.hamlet.agent.lease.LeaseRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that works on leases, and its end: asked, then interrupted. */
final class LeaseThread {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseThread.class);
  private static final long ASK_MS = 4_000;
  private static final long INTERRUPT_MS = 2_000;

  private final LeaseDesk desk;
  private final Thread thread;

  private LeaseThread(LeaseDesk desk, Thread thread) {
    this.desk = desk;
    this.thread = thread;
  }

  static LeaseThread start(LeaseRunner runner, LeaseDesk desk) {
    Thread thread = new Thread(runner, "lease");
    thread.setDaemon(true);
    thread.start();
    return new LeaseThread(desk, thread);
  }

  /** Ends the work between two steps of a trial; a step that takes too long is interrupted. */
  void end() throws InterruptedException {
    desk.stop();
    thread.join(ASK_MS);
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(INTERRUPT_MS);
    }
    if (thread.isAlive()) {
      LOG.error("the lease thread does not end; it is left behind");
    }
  }
}
