package dev.hamlet.cli.failure;

import dev.hamlet.cli.output.ExitCode;
import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a person gets it.
 *
 * @param sentence what is wrong, where, and what mends it; one line for each problem
 * @param exit the exit code
 */
public record Failure(String sentence, ExitCode exit) {

  /** Names any throwable; what nobody expected is a defect and says so. */
  public static Failure of(Throwable thrown) {
    if (thrown instanceof InvalidInputException invalid) {
      return new Failure(words(invalid), ExitCode.BAD_INPUT);
    }
    if (thrown instanceof HamletException known) {
      return new Failure(words(known), exit(known.code()));
    }
    if (thrown instanceof UncheckedIOException unchecked) {
      return new Failure(words(unchecked) + causeWords(unchecked.getCause()), ExitCode.FAILURE);
    }
    if (thrown instanceof IOException io) {
      return new Failure("input or output failed" + causeWords(io), ExitCode.FAILURE);
    }
    if (thrown instanceof OutOfMemoryError) {
      return new Failure(
          "out of memory (" + words(thrown) + "): give more with HAMLET_JAVA_OPTS, as -Xmx2g",
          ExitCode.FAILURE);
    }
    return new Failure(
        "a defect of Hamlet: " + thrown + "; again with --debug shows where", ExitCode.FAILURE);
  }

  private static ExitCode exit(ErrorCode code) {
    return switch (code) {
      case INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS -> ExitCode.BAD_INPUT;
      case UNAVAILABLE -> ExitCode.UNREACHABLE;
      case PRECONDITION, DATA_LOSS, RESOURCE, WORKER, INTERNAL -> ExitCode.FAILURE;
    };
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  private static String causeWords(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    if (cause instanceof AccessDeniedException denied) {
      return ": no right to write or read " + denied.getFile();
    }
    if (cause instanceof NoSuchFileException missing) {
      return ": there is no " + missing.getFile();
    }
    return ": " + words(cause);
  }
}
