package dev.hamlet.agent.uplink;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waits at the end until a link has delivered everything. A link that is down gets one
 * more attempt; if that fails nobody is there, and waiting longer would only delay the end.
 *
 * <p>Threads: {@link #await} on any but the link's, all else on the link's.
 */
final class Drain {

  private final LinkThread thread;
  private final BooleanSupplier empty;
  private @Nullable CountDownLatch over;

  /**
   * @param empty whether everything is delivered; any thread
   */
  Drain(LinkThread thread, BooleanSupplier empty) {
    this.thread = thread;
    this.empty = empty;
  }

  /**
   * Waits until everything is delivered or nobody is there.
   *
   * @param attempt connects if there is no stream, on the link's thread
   * @return whether everything is delivered, after at most that long
   */
  boolean await(Duration atMost, Runnable attempt) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    thread.run(
        () -> {
          over = done;
          progressed();
          if (done.getCount() > 0) {
            attempt.run();
          }
        });
    boolean ended = done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    return ended && empty.getAsBoolean();
  }

  /** Something was delivered. */
  void progressed() {
    if (over != null && empty.getAsBoolean()) {
      over.countDown();
    }
  }

  /** The stream was cut, or none will come: nobody is there. */
  void nobodyThere() {
    if (over != null) {
      over.countDown();
    }
  }
}
