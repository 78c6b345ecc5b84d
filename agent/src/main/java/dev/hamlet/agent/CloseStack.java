package dev.hamlet.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was built, to be closed in reverse. One that fails to close is logged and does not keep the
 * others from it. Threads: any; closes once.
 */
final class CloseStack implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Closes something; may throw anything. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private record Step(String name, Action action) {}

  /** Remembers how to close what was built last. */
  synchronized void push(String name, Action action) {
    steps.push(new Step(name, action));
  }

  @Override
  public synchronized void close() {
    for (Step step = steps.poll(); step != null; step = steps.poll()) {
      close(step);
    }
  }

  private static void close(Step step) {
    try {
      step.action().run();
    } catch (InterruptedException e) {
      LOG.warn("interrupted while closing {}", step.name());
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("closing {} failed", step.name(), e);
    }
  }
}
