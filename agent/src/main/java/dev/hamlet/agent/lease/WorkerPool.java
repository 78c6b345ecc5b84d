package dev.hamlet.agent.lease;

import dev.hamlet.agent.worker.ModelWorker;
import dev.hamlet.agent.worker.ModelWorkers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Worker processes, one per runtime and number of threads, kept between visits: a runtime's thread
 * pool belongs to its process.
 *
 * <p>Threads: one at a time.
 */
public final class WorkerPool implements AutoCloseable {

  private final ModelWorkers workers;
  private final Map<Setting, ModelWorker> alive = new HashMap<>();

  /** An empty pool. */
  public WorkerPool(ModelWorkers workers) {
    this.workers = workers;
  }

  /** The worker of a setting; started if there is none, or if it has died. */
  ModelWorker worker(String runtime, int threads) {
    Setting setting = new Setting(runtime, threads);
    ModelWorker worker = alive.get(setting);
    if (worker != null && worker.alive()) {
      return worker;
    }
    discard(runtime, threads);
    ModelWorker started = workers.start(runtime);
    alive.put(setting, started);
    return started;
  }

  /** Ends the worker of a setting; the next one that is asked for is a fresh one. */
  void discard(String runtime, int threads) {
    @Nullable ModelWorker worker = alive.remove(new Setting(runtime, threads));
    if (worker != null) {
      worker.close();
    }
  }

  @Override
  public void close() {
    alive.values().forEach(ModelWorker::close);
    alive.clear();
  }

  private record Setting(String runtime, int threads) {}
}
