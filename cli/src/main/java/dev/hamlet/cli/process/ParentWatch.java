package dev.hamlet.cli.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Notices the end of the parent process, however it ended: the kernel closes the other end of this
 * process's standard input.
 */
public final class ParentWatch {

  private ParentWatch() {}

  /** Calls back, on a thread of its own, when the stream ends; what comes in is not used. */
  public static void start(InputStream stdin, Runnable parentEnded) {
    Thread thread =
        new Thread(
            () -> {
              drain(stdin);
              parentEnded.run();
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void drain(InputStream stdin) {
    byte[] ignored = new byte[256];
    try {
      while (stdin.read(ignored) >= 0) {
        // Only the end matters.
      }
    } catch (IOException ignoredEnd) {
      // A stream that cannot be read has ended too.
    }
  }
}
