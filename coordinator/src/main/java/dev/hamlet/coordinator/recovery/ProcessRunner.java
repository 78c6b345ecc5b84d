package dev.hamlet.coordinator.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands as processes, each with a thread that reads what it prints; one that takes too long
 * is killed with everything it started.
 */
public final class ProcessRunner implements CommandRunner {

  private static final int LINES = 20;
  private static final int LONGEST_LINE = 500;
  private static final int LAST_OUTPUT_MS = 1_000;

  @Override
  public CompletableFuture<CommandEnd> run(List<String> command, Duration limit) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      String sentence = "it could not be started: " + e.getMessage();
      return CompletableFuture.completedFuture(new CommandEnd(-1, sentence, List.of()));
    }
    Deque<String> lines = new ArrayDeque<>();
    CompletableFuture<Boolean> read = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              read(process, lines);
              read.complete(true);
            },
            "recover-output");
    reader.setDaemon(true);
    reader.start();
    return process
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(ended -> whenRead(read, ended))
        .thenApply(ended -> end(process, ended, limit, lines));
  }

  /** What a process has printed is read a moment after its end, unless a child holds the pipe. */
  private static CompletableFuture<Boolean> whenRead(
      CompletableFuture<Boolean> read, boolean ended) {
    return ended
        ? read.copy().completeOnTimeout(true, LAST_OUTPUT_MS, TimeUnit.MILLISECONDS)
        : CompletableFuture.completedFuture(false);
  }

  private static CommandEnd end(
      Process process, boolean ended, Duration limit, Deque<String> lines) {
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      String sentence = "it took longer than " + limit.toSeconds() + " s and was killed";
      return new CommandEnd(-1, sentence, kept(lines));
    }
    int code = process.exitValue();
    return new CommandEnd(code, "it ended with exit code " + code, kept(lines));
  }

  private static List<String> kept(Deque<String> lines) {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private static void read(Process process, Deque<String> lines) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        keep(lines, line);
      }
    } catch (IOException ignored) {
      // it was killed: what it printed until then is kept
    }
  }

  private static void keep(Deque<String> lines, String line) {
    synchronized (lines) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE));
    }
  }
}
