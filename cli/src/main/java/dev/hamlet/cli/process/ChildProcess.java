package dev.hamlet.cli.process;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A program that this process started and ends: its standard input stays open as long as this
 * process lives, everything it says goes to one log file.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration ORDERLY = Duration.ofSeconds(8);
  private static final Duration FORCED = Duration.ofSeconds(2);

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private volatile Consumer<String> endListener = sentence -> {};
  private volatile boolean closing;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param name what messages call it
   * @param readyMark how the line begins that it prints when it is ready
   * @param log file for all it says
   */
  public static ChildProcess start(String name, List<String> command, String readyMark, Path log) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("HAMLET_CHILD", "1");
      // what a user set for his own fleet is not for a fleet on this machine alone
      builder.environment().keySet().removeIf(variable -> variable.startsWith("HAMLET_TLS_"));
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      ChildProcess child = new ChildProcess(name, builder.start(), log);
      Thread reader = new Thread(() -> child.read(readyMark), name + "-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new HamletException(
          ErrorCode.RESOURCE, "cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits for the line that says it is ready, and returns it. */
  public String awaitReady(Duration patience) {
    try {
      return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw notReady("did not get ready within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw notReady("ended with code " + exitCode() + " before it was ready", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notReady("was not waited for", e);
    }
  }

  /**
   * Tells of an end that nobody asked for, on a thread of this child; say it before it is ready.
   */
  public void onUnexpectedEnd(Consumer<String> listener) {
    endListener = listener;
  }

  /** Writes to its standard input. */
  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Asks it to end; {@link #close} then waits. */
  public void requestStop() {
    closing = true;
    process.destroy();
  }

  /** Ends it: by asking, then by force. Returns when it is gone, after ten seconds at most. */
  @Override
  public void close() {
    close(ORDERLY);
  }

  void close(Duration orderly) {
    requestStop();
    try {
      if (!process.waitFor(orderly.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(FORCED.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read(String readyMark) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (line.startsWith(readyMark)) {
          ready.complete(line);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      ready.completeExceptionally(e);
    }
    int code = exitCode();
    if (!ready.completeExceptionally(new IOException(name + " said no more")) && !closing) {
      endListener.accept(name + " ended with code " + code + "; its log is " + log);
    }
  }

  private int exitCode() {
    try {
      return process.waitFor(FORCED.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private HamletException notReady(String what, Throwable cause) {
    String last = LogTail.lastWords(log);
    return new HamletException(
        ErrorCode.RESOURCE,
        name + " " + what + (last.isEmpty() ? "" : " (" + last + ")") + "; its log is " + log,
        cause);
  }
}
