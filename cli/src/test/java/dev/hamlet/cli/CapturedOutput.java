package dev.hamlet.cli;

import dev.hamlet.cli.output.Output;
import dev.hamlet.cli.output.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** An output whose two streams a test can read. */
public final class CapturedOutput {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Output output;

  /** On a terminal, or in a pipe. */
  public CapturedOutput(boolean terminal) {
    output = new Output(stream(out), stream(err), new Screen(terminal, 100));
  }

  /** The writer under test. */
  public Output output() {
    return output;
  }

  /** What the output stream got. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the error stream got. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
