package dev.hamlet.cli;

import java.io.Writer;
import java.util.function.Consumer;

/** Cuts what a library writes into lines for the one writer of the command line. */
final class LineWriter extends Writer {

  private final Consumer<String> sink;
  private final StringBuilder open = new StringBuilder();

  LineWriter(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] == '\n') {
        endLine();
      } else {
        open.append(text[i]);
      }
    }
  }

  @Override
  public void flush() {
    // Whole lines only: a half line waits for its end.
  }

  @Override
  public void close() {
    if (!open.isEmpty()) {
      endLine();
    }
  }

  private void endLine() {
    sink.accept(open.toString());
    open.setLength(0);
  }
}
