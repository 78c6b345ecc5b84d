package dev.hamlet.coordinator.recovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs commands beside the event loop. */
@FunctionalInterface
public interface CommandRunner {

  /** Starts a command; the future never fails, and is completed on a thread of the runner's. */
  CompletableFuture<CommandEnd> run(List<String> command, Duration limit);
}
