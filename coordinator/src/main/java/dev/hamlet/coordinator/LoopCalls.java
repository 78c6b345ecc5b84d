package dev.hamlet.coordinator;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls from other threads that wait until the event loop has done them. */
record LoopCalls(Executor loop) {

  private static final int WAIT_S = 20;

  /** Does something on the loop; returns and throws as {@link #ask}. */
  void call(Runnable work) {
    ask(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Does something on the loop and returns after it is done.
   *
   * @return what the work returns
   * @throws HamletException UNAVAILABLE if the loop is full or does not get to it in time
   */
  <T> T ask(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, loop).get(WAIT_S, TimeUnit.SECONDS);
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
}
