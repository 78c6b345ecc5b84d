package dev.hamlet.cli.output;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * The one writer of the command line: results to the output stream, everything about them to the
 * error stream, so that a pipe gets results only.
 *
 * <p>Threads may share it. On a terminal the last line may be a moving one, which makes room for
 * every other line and comes back with its next update.
 */
public final class Output {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final Screen screen;
  private boolean moving;

  /** The streams stay the caller's. */
  public Output(PrintStream out, PrintStream err, Screen screen) {
    this.out = out;
    this.err = err;
    this.screen = screen;
  }

  /** What is on the other side of the error stream. */
  public Screen screen() {
    return screen;
  }

  /** A line of the result. */
  public synchronized void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** A result that is written as it comes. */
  public synchronized void result(Consumer<PrintStream> writer) {
    clear();
    writer.accept(out);
    out.flush();
  }

  /** A line about what happens; a person's, not a program's. */
  public synchronized void note(String text) {
    clear();
    err.println(text);
    err.flush();
  }

  /** A failure, in one line for each problem. */
  public void problem(String sentence) {
    sentence.lines().forEach(line -> note("hamlet: " + line));
  }

  /** Replaces the moving line; on a terminal only. */
  public synchronized void moving(String text) {
    if (screen.terminal()) {
      int room = screen.columns() - 1;
      err.print(CLEAR_LINE + (text.length() > room ? text.substring(0, room) : text));
      err.flush();
      moving = true;
    }
  }

  /** Takes the moving line away. */
  public synchronized void clear() {
    if (moving) {
      err.print(CLEAR_LINE);
      err.flush();
      moving = false;
    }
  }
}
