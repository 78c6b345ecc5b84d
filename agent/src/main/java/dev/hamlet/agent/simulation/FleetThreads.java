package dev.hamlet.agent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The threads of a fleet, however large it is: some that links belong to, which never block, and
 * some that work. A device keeps to one of each.
 */
final class FleetThreads implements AutoCloseable {

  private static final int DEVICES_PER_LINK_THREAD = 1_000;
  private static final int MOST_LINK_THREADS = 4;

  private final List<ScheduledExecutorService> links;
  private final List<ScheduledExecutorService> works;

  FleetThreads(int devices) {
    int linkThreads = 1 + Math.min(MOST_LINK_THREADS - 1, devices / DEVICES_PER_LINK_THREAD);
    links = threads("simulated-link", linkThreads);
    works =
        threads("simulated-work", Math.min(devices, Runtime.getRuntime().availableProcessors()));
  }

  ScheduledExecutorService link(int device) {
    return links.get(device % links.size());
  }

  ScheduledExecutorService work(int device) {
    return works.get(device % works.size());
  }

  List<ScheduledExecutorService> works() {
    return works;
  }

  @Override
  public void close() {
    works.forEach(ScheduledExecutorService::shutdownNow);
    links.forEach(ScheduledExecutorService::shutdownNow);
  }

  private static List<ScheduledExecutorService> threads(String name, int count) {
    List<ScheduledExecutorService> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(thread(name + "-" + i));
    }
    return threads;
  }

  private static ScheduledExecutorService thread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            (task, closed) -> {
              // a callback of a stream that outlived the fleet: nobody is left whom it concerns
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
