package dev.hamlet.agent.worker;

import dev.hamlet.common.cpu.CpuAffinity;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.MonotonicClock;
import dev.hamlet.common.worker.ActivityRing;
import dev.hamlet.common.worker.FrameChannel;
import dev.hamlet.common.worker.WorkerEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process, its output and its note; started once, ended once. */
final class WorkerProcess {

  private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

  private final String runtime;
  private final Process process;
  private final WorkerLog output;
  private final Path note;
  private final Optional<Path> activity;
  private final Duration endLimit;
  private final MonotonicClock clock;

  private WorkerProcess(
      String runtime, Process process, Path note, WorkerSettings settings, MonotonicClock clock) {
    this.runtime = runtime;
    this.process = process;
    this.output = WorkerLog.drain(runtime, process.getInputStream(), settings.output());
    this.note = note;
    this.activity = settings.activity();
    this.endLimit = settings.limits().end();
    this.clock = clock;
  }

  static WorkerProcess start(
      String runtime,
      List<String> command,
      WorkerSettings settings,
      Path socket,
      MonotonicClock clock)
      throws IOException {
    List<String> line = new ArrayList<>(settings.launcher());
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    new WorkerEnvironment(socket, settings.activity(), settings.cache())
        .into(builder.environment());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Path note = WorkerNote.of(process.pid(), socket).write(settings.runFolder());
      return new WorkerProcess(runtime, process, note, settings, clock);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Waits until the worker has connected. */
  FrameChannel connection(WorkerListener listener, long deadlineNs) throws IOException {
    return new FrameChannel(listener.accept(process, deadlineNs, clock), clock);
  }

  /**
   * Lets the worker run on these CPUs, of which a child of the agent knows only the agent's own.
   * Where the system does not let it, it stays where it is.
   */
  void place(List<Integer> cpus) {
    if (!cpus.isEmpty() && !CpuAffinity.confine(process.pid(), cpus)) {
      log.warn("{} cannot be placed on the CPUs {}", name(), cpus);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** For messages, for instance {@code worker tensorflow (pid 4711)}. */
  String name() {
    return "worker %s (pid %d)".formatted(runtime, process.pid());
  }

  /** What the worker printed last, oldest line first. */
  List<String> lastLines() {
    return output.lines();
  }

  /** Says how the worker ended, once it has; waits a little for that. */
  String obituary() {
    String words = ", it printed nothing";
    boolean ended = endsWithin(endLimit);
    if (ended) {
      output.awaitEnd(endLimit);
    }
    if (!output.lastWords().isEmpty()) {
      words = ", last words: " + output.lastWords();
    }
    return (ended ? "exit code " + process.exitValue() : "still alive") + words;
  }

  /** Ends the process for which the connection is gone: waits, asks, kills. */
  void end() {
    if (!endsWithin(endLimit)) {
      log.debug("{} does not end by itself and is asked to", name());
      process.destroy();
      if (!endsWithin(endLimit)) {
        log.warn("{} does not end and is killed", name());
      }
    }
    kill();
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      log.warn("cannot remove {}", note, e);
    }
  }

  /**
   * Kills the process, and those it started, at once; the activity that it may have left standing
   * ends with it.
   */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (endsWithin(endLimit)) {
      activity.ifPresent(this::publishIdle);
    }
  }

  private void publishIdle(Path ring) {
    try {
      ActivityRing.open(ring).publish(clock.monotonicNs(), 0);
    } catch (HamletException e) {
      log.warn("cannot end the activity of {}: {}", name(), e.getMessage());
    }
  }

  /** Not ended early by an interrupt: an interrupted agent still has to end its workers. */
  private boolean endsWithin(Duration limit) {
    return process
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
