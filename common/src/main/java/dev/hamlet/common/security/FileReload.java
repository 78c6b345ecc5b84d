package dev.hamlet.common.security;

import dev.hamlet.common.error.HamletException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether files were renewed; says once what is wrong with new ones. */
final class FileReload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileReload.class);

  private final ScheduledThreadPoolExecutor executor;
  private final BooleanSupplier reload;
  private String lastProblem = "";

  private FileReload(BooleanSupplier reload) {
    this.reload = reload;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "tls-files");
              thread.setDaemon(true);
              return thread;
            });
  }

  static FileReload every(Duration period, BooleanSupplier reload) {
    FileReload looking = new FileReload(reload);
    // it never ends by itself: the look catches what it throws
    ScheduledFuture<?> unused =
        looking.executor.scheduleWithFixedDelay(
            looking::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return looking;
  }

  private void look() {
    try {
      if (reload.getAsBoolean()) {
        lastProblem = "";
        LOG.info("the files of TLS were renewed; new connections use them");
      }
    } catch (HamletException e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(lastProblem)) {
        LOG.warn("{}; the files read before stay in force", problem);
        lastProblem = problem;
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
