package dev.hamlet.agent.sampling;

import dev.hamlet.common.cpu.SystemTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

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

  /** Raises the calling thread as far as the system lets it, and says how far that is. */
  public static ThreadPriority raise() {
    return raise(threadId(), command -> SystemTool.succeeds(command.toArray(String[]::new)));
  }

  /**
   * @param thread id of the thread; empty where threads have none
   * @param permits runs a command; whether the system let it
   */
  static ThreadPriority raise(String thread, Predicate<List<String>> permits) {
    if (thread.isEmpty()) {
      return NORMAL;
    }
    if (permits.test(List.of("chrt", "--fifo", "--pid", FIFO_PRIORITY, thread))) {
      return REAL_TIME;
    }
    return permits.test(List.of("renice", "-n", NICENESS, "-p", thread)) ? NICE : NORMAL;
  }

  private static String threadId() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
    } catch (IOException | UnsupportedOperationException ignored) {
      // Not a Linux: there is nothing to ask.
      return "";
    }
  }
}
