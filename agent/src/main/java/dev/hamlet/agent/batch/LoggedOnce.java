package dev.hamlet.agent.batch;

import dev.hamlet.agent.sampling.LoopErrorHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the first problem of a group's loops; the loops count the rest. */
final class LoggedOnce implements LoopErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedOnce.class);

  private final String group;
  private final AtomicBoolean logged = new AtomicBoolean();

  LoggedOnce(String group) {
    this.group = group;
  }

  @Override
  public void onError(Throwable problem) {
    if (logged.compareAndSet(false, true)) {
      LOG.warn(
          "sampling of group {} goes on after a problem; more are only counted", group, problem);
    }
  }
}
