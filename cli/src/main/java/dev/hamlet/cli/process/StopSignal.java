package dev.hamlet.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into one orderly end.
 *
 * <p>The process's own thread waits with {@link #await} or is told through {@link #onStop}, cleans
 * up and calls {@link #finished}; the signal holds the process until then, but never longer than
 * its patience.
 */
public final class StopSignal {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Duration patience;
  private volatile Runnable action = () -> {};
  private volatile Runnable repeated = () -> {};

  private StopSignal(Duration patience) {
    this.patience = patience;
  }

  /** Listens for the signals of this process. */
  public static StopSignal ofThisProcess(Duration patience) {
    StopSignal signal = new StopSignal(patience);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
    Signals.onRepeat(signal::stopAgain);
    return signal;
  }

  /** A signal that only {@link #stop} raises. */
  public static StopSignal manual(Duration patience) {
    return new StopSignal(patience);
  }

  /** What a stop does first, on the signal's thread; the last one said counts. */
  public void onStop(Runnable newAction) {
    action = newAction;
  }

  /** What a second signal does, on a thread of its own, while the first is at work. */
  public void onRepeat(Runnable newAction) {
    repeated = newAction;
  }

  /** The orderly end may take so much longer. */
  public void allow(Duration more) {
    patience = patience.plus(more);
  }

  /** Blocks until somebody asks this process to stop. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /**
   * Blocks until somebody asks this process to stop, or so long.
   *
   * @return whether somebody asked
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Asks to stop without waiting for the end. */
  public void request() {
    requested.countDown();
  }

  /** Whether somebody asked this process to stop. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** The cleaning up is done: the process may end. */
  public void finished() {
    finished.countDown();
  }

  /** Asks once more, as a second signal does. */
  void stopAgain() {
    repeated.run();
  }

  /** Asks to stop and waits for the end, as a signal does. */
  public void stop() {
    request();
    if (finished.getCount() == 0) {
      return;
    }
    try {
      action.run();
      if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not stopped within {}; ending anyway", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
