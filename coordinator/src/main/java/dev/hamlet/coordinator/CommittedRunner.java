package dev.hamlet.coordinator;

import dev.hamlet.coordinator.commit.AfterCommit;
import dev.hamlet.coordinator.recovery.CommandEnd;
import dev.hamlet.coordinator.recovery.CommandRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts a command after it is durable that it was started. Loop only. */
record CommittedRunner(CommandRunner next, AfterCommit afterCommit) implements CommandRunner {

  @Override
  public CompletableFuture<CommandEnd> run(List<String> command, Duration timeLimit) {
    CompletableFuture<CommandEnd> result = new CompletableFuture<>();
    afterCommit.run(
        () -> {
          CompletableFuture<?> unused = next.run(command, timeLimit).thenAccept(result::complete);
        });
    return result;
  }
}
