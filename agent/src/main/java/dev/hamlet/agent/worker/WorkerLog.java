package dev.hamlet.agent.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains what a worker prints, so that it never blocks on a full pipe; the last {@value #LINES}
 * lines are kept, older ones and what of a line is beyond {@value #MAX_LINE_BYTES} bytes are only
 * passed to the log or dropped.
 */
final class WorkerLog {

  private static final int LINES = 200;
  private static final int MAX_LINE_BYTES = 2000;

  private final Logger log;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Consumer<String> listener;
  private final Thread thread;

  private WorkerLog(String runtime, InputStream output, Consumer<String> listener) {
    this.listener = listener;
    this.log = LoggerFactory.getLogger("dev.hamlet.worker." + runtime);
    this.thread = new Thread(() -> drain(output), "worker-log-" + runtime);
    this.thread.setDaemon(true);
  }

  /** Starts to drain; ends with the stream. */
  static WorkerLog drain(String runtime, InputStream output) {
    return drain(runtime, output, line -> {});
  }

  /**
   * Starts to drain; ends with the stream.
   *
   * @param listener told every line, on the thread that drains
   */
  static WorkerLog drain(String runtime, InputStream output, Consumer<String> listener) {
    WorkerLog workerLog = new WorkerLog(runtime, output, listener);
    workerLog.thread.start();
    return workerLog;
  }

  /** The lines kept, oldest first. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /**
   * What a dead worker said last: its last line that is not the frame of a stack trace; empty if it
   * said nothing.
   */
  String lastWords() {
    synchronized (lines) {
      String words = "";
      for (String line : lines) {
        words = line.isBlank() || Character.isWhitespace(line.charAt(0)) ? words : line;
      }
      return words;
    }
  }

  /** Waits until all output of a dead process was read, but not for ever. */
  void awaitEnd(Duration limit) {
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain(InputStream output) {
    byte[] line = new byte[MAX_LINE_BYTES];
    int size = 0;
    try (InputStream in = new BufferedInputStream(output)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          keep(line, size);
          size = 0;
        } else if (size < line.length) {
          line[size++] = (byte) next;
        }
      }
    } catch (IOException e) {
      log.debug("the output of the worker broke off", e);
    }
    if (size > 0) {
      keep(line, size);
    }
  }

  private void keep(byte[] bytes, int size) {
    String line = new String(bytes, 0, size, StandardCharsets.UTF_8);
    log.debug("{}", line);
    listener.accept(line);
    synchronized (lines) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }
}
