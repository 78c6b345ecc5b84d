package dev.hamlet.agent.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How urgently Linux schedules a thread. A sampling thread that waits behind an inference loses
 * samples, so it asks for a real-time class; it works for some ten microseconds a period and cannot
 * starve anything.
 *
 * <p>Java cannot ask for it itself: the programs {@code chrt} and {@code renice} of util-linux do.
 */
public enum ThreadPriority {
  /** SCHED_FIFO: runs as soon as it is due. Needs root, CAP_SYS_NICE or an rtprio limit. */
  REAL_TIME,
  /** The most urgent of the ordinary threads. */
  NICE,
  /** Like any other thread: beside a busy worker some samples are missed. */
  NORMAL;

  private static final String FIFO_PRIORITY = "10";
  private static final String NICENESS = "-20";
  private static final long PATIENCE_SECONDS = 2;

  /** Raises the calling thread as far as the system lets it, and says how far that is. */
  public static ThreadPriority raise() {
    String thread = threadId();
    if (thread.isEmpty()) {
      return NORMAL;
    }
    if (succeeds("chrt", "--fifo", "--pid", FIFO_PRIORITY, thread)) {
      return REAL_TIME;
    }
    return succeeds("renice", "-n", NICENESS, "-p", thread) ? NICE : NORMAL;
  }

  private static String threadId() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
    } catch (IOException | UnsupportedOperationException ignored) {
      // Not a Linux: there is nothing to ask.
      return "";
    }
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException ignored) {
      // The program is not installed, which is the same as not being let.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
