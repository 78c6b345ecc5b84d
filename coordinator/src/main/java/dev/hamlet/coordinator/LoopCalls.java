package dev.hamlet.coordinator;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.coordinator.cell.EventLoop;
import dev.hamlet.coordinator.commit.AfterCommit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls from other threads that wait until the event loop has done them and what they wrote is
 * durable.
 */
record LoopCalls(EventLoop loop, AfterCommit afterCommit) {

  private static final int WAIT_MS = 20_000;
  private static final int LOOK_EVERY_MS = 200;

  /** Does something on the loop; returns and throws as {@link #ask}. */
  void call(Runnable work) {
    ask(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Does something on the loop and returns after it is done and durable.
   *
   * @return what the work returns
   * @throws HamletException UNAVAILABLE if the loop is full or does not get to it in time
   */
  <T> T ask(Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      loop.execute(() -> answer(work, answer));
      return awaited(answer);
    } catch (RejectedExecutionException | TimeoutException e) {
      throw new HamletException(
          ErrorCode.UNAVAILABLE, "the coordinator is overloaded; try again later", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("an event failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HamletException(ErrorCode.UNAVAILABLE, "the coordinator is stopping", e);
    }
  }

  /** A loop that has ended by itself, as its batch did not become durable, answers nobody. */
  private <T> T awaited(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int waitedMs = 0; waitedMs < WAIT_MS; waitedMs += LOOK_EVERY_MS) {
      boolean ended = !loop.isAlive(); // asked before: what it did last has been answered by then
      try {
        return answer.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (ended) {
          throw new HamletException(
              ErrorCode.UNAVAILABLE,
              "the coordinator has ended before this was done: nothing of it is stored",
              notYet);
        }
      }
    }
    throw new TimeoutException();
  }

  /**
   * Begins something on the loop that ends there later.
   *
   * @return completes after what led to the end is durable, too
   */
  <T> CompletionStage<T> begin(Supplier<? extends CompletionStage<T>> work) {
    return ask(() -> durable(work.get()));
  }

  private <T> CompletionStage<T> durable(CompletionStage<T> stage) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletionStage<?> unused =
        stage.whenComplete(
            (found, failure) -> afterCommit.run(() -> complete(answer, found, failure)));
    return answer;
  }

  private static <T> void complete(
      CompletableFuture<T> answer, T found, @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else {
      answer.complete(found);
    }
  }

  private <T> void answer(Supplier<T> work, CompletableFuture<T> answer) {
    try {
      T found = work.get();
      afterCommit.run(() -> answer.complete(found));
    } catch (RuntimeException refused) {
      afterCommit.run(() -> answer.completeExceptionally(refused));
    }
  }
}
