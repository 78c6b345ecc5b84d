package dev.hamlet.coordinator.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.coordinator.commit.AfterCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void events_runOneAfterTheOtherInOrder() throws InterruptedException {
    List<Integer> seen = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    try (EventLoop loop = new EventLoop(() -> {}, NEVER)) {
      for (int i = 0; i < 1_000; i++) {
        int event = i;
        loop.execute(() -> seen.add(event));
      }
      loop.execute(done::countDown);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).hasSize(1_000).isSorted();
  }

  @Test
  void fullQueue_refusesAndCounts() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (EventLoop loop = new EventLoop(() -> {}, NEVER)) {
      loop.execute(
          () -> {
            begun.countDown();
            await(release);
          });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  loop.execute(() -> {});
                }
              })
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(loop.rejected()).isEqualTo(1);
      release.countDown();
    }
  }

  @Test
  void eventThatFails_isCountedAndTheNextOneRuns() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (EventLoop loop = new EventLoop(() -> {}, NEVER)) {
      loop.execute(
          () -> {
            throw new IllegalStateException("on purpose");
          });
      loop.execute(done::countDown);
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.failed()).isEqualTo(1);
    }
  }

  @Test
  void eventsThatWait_areOneBatch() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    List<Integer> sizes = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    AfterCommit afterCommit =
        new AfterCommit(
            calls -> {
              calls.run();
              sizes.add(batch.size());
              batch.clear();
            });
    try (EventLoop loop = new EventLoop(afterCommit, 100, () -> {}, NEVER)) {
      loop.execute(
          () -> {
            await(release);
            batch.add(0);
          });
      for (int i = 1; i < 20; i++) {
        int event = i;
        loop.execute(() -> batch.add(event));
      }
      loop.execute(() -> afterCommit.run(done::countDown));
      release.countDown();
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    // The one that was waited for may have taken all the time that a batch has.
    assertThat(sizes).hasSizeBetween(1, 2);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
  }

  @Test
  void batchThatCannotBeMadeDurable_endsTheLoopAndTellsNobody() throws Exception {
    List<String> told = new ArrayList<>();
    AfterCommit afterCommit =
        new AfterCommit(
            calls -> {
              calls.run();
              throw new IllegalStateException("the disk is full");
            });
    try (EventLoop loop = new EventLoop(afterCommit, 100, () -> {}, NEVER)) {
      loop.execute(() -> afterCommit.run(() -> told.add("an agent")));

      assertThat(loop.failure().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .hasMessage("the disk is full");
      assertThatThrownBy(() -> loop.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void idleLoop_ticks() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    try (EventLoop loop = new EventLoop(ticks::countDown, Duration.ofMillis(1))) {
      assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.isAlive()).isTrue();
    }
  }

  @Test
  void closedLoop_refuses() {
    EventLoop loop = new EventLoop(() -> {}, NEVER);
    loop.close();

    assertThat(loop.isAlive()).isFalse();
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
