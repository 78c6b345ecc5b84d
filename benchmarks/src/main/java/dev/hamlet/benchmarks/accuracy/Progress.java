package dev.hamlet.benchmarks.accuracy;

import dev.hamlet.common.time.MonotonicClock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells how far a run is, every few seconds. Any thread. */
final class Progress {

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(5);

  private final MonotonicClock clock;
  private final Consumer<String> printer;
  private final long startNs;
  private long all;
  private long done;
  private long toldNs;

  Progress(MonotonicClock clock, Consumer<String> printer, long all) {
    this.clock = clock;
    this.printer = printer;
    this.startNs = clock.monotonicNs();
    this.toldNs = startNs;
    this.all = all;
  }

  /** One more cell of a scenario is done. */
  synchronized void step(String scenario) {
    done++;
    long nowNs = clock.monotonicNs();
    if (nowNs - toldNs >= EVERY_NS) {
      toldNs = nowNs;
      double secondsLeft = (nowNs - startNs) * 1e-9 * (all - done) / done;
      printer.accept(
          String.format(
              Locale.ROOT,
              "%5.1f %%  about %d:%02d left  %s",
              100.0 * done / all,
              (long) secondsLeft / 60,
              (long) secondsLeft % 60,
              scenario));
    }
  }

  /** So many cells will not be simulated. */
  synchronized void skip(long cells) {
    all -= cells;
  }
}
