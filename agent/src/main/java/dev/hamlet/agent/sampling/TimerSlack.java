package dev.hamlet.agent.sampling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The timer slack of a Linux thread: how much later than asked for the kernel may wake it, to save
 * wake-ups. It is 50 us by default, which is most of the lateness of an idle machine.
 */
public final class TimerSlack {

  private static final String LOWEST_NS = "1000";

  private TimerSlack() {}

  /**
   * Lowers the calling thread's slack to 1 us where the system lets it.
   *
   * @return whether it did; if not, wake-ups come some tens of microseconds later, nothing else
   */
  public static boolean lower() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      Path slack = Path.of("/proc", thread.getFileName().toString(), "timerslack_ns");
      Files.write(slack, LOWEST_NS.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException | UnsupportedOperationException ignored) {
      // Best effort by contract: no such file on this system, or no right to write it.
      return false;
    }
  }
}
