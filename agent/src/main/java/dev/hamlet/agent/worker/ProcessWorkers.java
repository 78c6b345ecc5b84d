package dev.hamlet.agent.worker;

import dev.hamlet.common.time.MonotonicClock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Starts workers as child processes. May be shared between threads. */
public final class ProcessWorkers implements ModelWorkers {

  private final WorkerSettings settings;
  private final MonotonicClock clock;

  private ProcessWorkers(WorkerSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Ends the workers that an earlier life of this agent left behind, and is ready to start new
   * ones.
   *
   * @param clock CLOCK_MONOTONIC of this device: workers are held to it
   */
  public static ProcessWorkers open(WorkerSettings settings, MonotonicClock clock) {
    OrphanSweep.sweep(settings.runFolder());
    return new ProcessWorkers(settings, clock);
  }

  @Override
  public Set<String> runtimes() {
    return new TreeSet<>(settings.commands().keySet());
  }

  @Override
  public ModelWorker start(String runtime) {
    List<String> command = settings.commands().get(runtime);
    if (command == null) {
      throw new WorkerException(
          "this device has no worker for %s: it has %s".formatted(runtime, runtimes()), false);
    }
    return ProcessWorker.start(runtime, command, settings, clock);
  }
}
