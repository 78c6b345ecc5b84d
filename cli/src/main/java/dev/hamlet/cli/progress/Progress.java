package dev.hamlet.cli.progress;

import dev.hamlet.cli.output.Output;
import dev.hamlet.common.time.MonotonicClock;

/**
 * How far a long action is, shown at a rate that a reader can follow: four times a second on a
 * terminal, every ten seconds or when the words change in a pipe.
 *
 * <p>Threads may share it; updates may come at any rate.
 */
public final class Progress {

  private static final long TERMINAL_PERIOD_NS = 250_000_000L;
  private static final long PIPE_PERIOD_NS = 10_000_000_000L;

  private final Output output;
  private final MonotonicClock clock;
  private long lastNs;
  private String lastStage = "";

  /** Nothing is shown before the first update. */
  public Progress(Output output, MonotonicClock clock) {
    this.output = output;
    this.clock = clock;
  }

  /**
   * Says where the action is.
   *
   * @param stage what happens, in words that change seldom; a change is always shown
   * @param detail figures that change often; may be empty
   */
  public synchronized void at(String stage, String detail) {
    long nowNs = clock.monotonicNs();
    boolean terminal = output.screen().terminal();
    boolean changed = !stage.equals(lastStage);
    if (!changed && nowNs - lastNs < (terminal ? TERMINAL_PERIOD_NS : PIPE_PERIOD_NS)) {
      return;
    }
    lastNs = nowNs;
    lastStage = stage;
    String text = detail.isEmpty() ? stage : stage + "  " + detail;
    if (terminal) {
      output.moving(text);
    } else {
      output.note(text);
    }
  }

  /** Ends a stage with a line that stays. */
  public synchronized void done(String text) {
    lastStage = "";
    output.note(text);
  }
}
