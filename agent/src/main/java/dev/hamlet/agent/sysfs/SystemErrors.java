package dev.hamlet.agent.sysfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * The errno behind an exception of the JDK, which tells it by class or by the C library's text
 * only. In another language than English every text reads as {@link SysfsOutcome#FAILED}.
 */
final class SystemErrors {

  private SystemErrors() {}

  static SysfsOutcome outcome(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return SysfsOutcome.MISSING;
    }
    if (e instanceof AccessDeniedException) {
      return SysfsOutcome.REFUSED;
    }
    return outcome(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
  }

  private static SysfsOutcome outcome(String message) {
    if (message.contains("resource temporarily unavailable")) {
      return SysfsOutcome.NOT_READY;
    }
    if (message.contains("no data available")) {
      return SysfsOutcome.NO_DATA;
    }
    if (message.contains("no such device") || message.contains("no such file")) {
      return SysfsOutcome.MISSING;
    }
    if (message.contains("permission denied")
        || message.contains("operation not permitted")
        || message.contains("read-only file system")) {
      return SysfsOutcome.REFUSED;
    }
    boolean invalid =
        message.contains("invalid argument") || message.contains("numerical result out of range");
    return invalid ? SysfsOutcome.INVALID : SysfsOutcome.FAILED;
  }
}
