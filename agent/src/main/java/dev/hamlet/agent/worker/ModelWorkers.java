package dev.hamlet.agent.worker;

import java.util.Set;

/** Starts worker processes. */
public interface ModelWorkers {

  /** Runtimes that this device can run. */
  Set<String> runtimes();

  /** Starts a worker and waits for its hello; a {@link WorkerException} if it does not come. */
  ModelWorker start(String runtime);
}
