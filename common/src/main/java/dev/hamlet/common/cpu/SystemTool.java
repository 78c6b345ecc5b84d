package dev.hamlet.common.cpu;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Small programs of the system that ask the kernel for what Java cannot ask for. */
public final class SystemTool {

  private static final long PATIENCE_SECONDS = 5;

  private SystemTool() {}

  /**
   * Runs a program to its end, for five seconds at most, without its output.
   *
   * @return whether it ended well; false also where it is not installed
   */
  public static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException ignored) {
      // Not installed, which for the caller is the same as not being let.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
