package dev.hamlet.agent.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHostLockTest {

  private static final Abort NEVER = () -> false;

  @TempDir Path folder;

  @Test
  void twoHolders_neverOverlapAndTakeTurns() throws Exception {
    SystemClock clock = new SystemClock();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger inside = new AtomicInteger();
    try (FileHostLock first = new FileHostLock(folder.resolve("lock"), clock, clock);
        FileHostLock second = new FileHostLock(folder.resolve("lock"), clock, clock)) {
      Holder one = new Holder("one", first, order, inside);
      Holder two = new Holder("two", second, order, inside);
      one.start(two);
      two.start(one);
      one.thread.join(30_000);
      two.thread.join(30_000);
    }

    assertThat(order).hasSize(2 * Holder.TURNS).doesNotContain("overlap");
    takesTurns(order);
  }

  @Test
  void lockThatIsKept_isGivenUpAtTheDeadline() throws InterruptedException {
    ManualClock clock = new ManualClock();
    try (FileHostLock one = new FileHostLock(folder.resolve("lock"), clock, clock);
        FileHostLock two = new FileHostLock(folder.resolve("lock"), clock, clock)) {
      long startNs = clock.monotonicNs();
      HostLock.Hold held = one.acquire(Long.MAX_VALUE, NEVER);

      assertThatThrownBy(() -> two.acquire(startNs + 1_000_000_000, NEVER))
          .isInstanceOf(HamletException.class)
          .hasMessageContaining("host lock");
      assertThat(clock.monotonicNs()).isEqualTo(startNs + 1_000_000_000);

      held.close();
      two.acquire(startNs, NEVER).close();
    }
  }

  @Test
  void abortWhileWaiting_endsTheWaiting() throws InterruptedException {
    ManualClock clock = new ManualClock();
    try (FileHostLock one = new FileHostLock(folder.resolve("lock"), clock, clock);
        FileHostLock two = new FileHostLock(folder.resolve("lock"), clock, clock)) {
      HostLock.Hold held = one.acquire(Long.MAX_VALUE, NEVER);

      assertThatThrownBy(() -> two.acquire(Long.MAX_VALUE, () -> true))
          .isInstanceOf(AbortedException.class);
      held.close();
    }
  }

  @Test
  void fileThatCannotBeMade_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    ManualClock clock = new ManualClock();

    assertThatThrownBy(() -> new FileHostLock(file.resolve("lock"), clock, clock))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("--host-lock");
  }

  private static void takesTurns(List<? extends String> names) {
    for (int i = 1; i < names.size(); i++) {
      assertThat(names.get(i)).as("turn %d", i).isNotEqualTo(names.get(i - 1));
    }
  }

  /**
   * An agent that gives the lock back only once the other waits for it behind the turnstile: a look
   * of the other that was under way may be about the turnstile, the one after it is about the room.
   */
  private static final class Holder {

    static final int TURNS = 10;

    private final FileHostLock lock;
    private final List<String> order;
    private final AtomicInteger inside;
    private final Semaphore looks = new Semaphore(0);
    private final Thread thread;
    private volatile boolean finished;
    private @Nullable Holder other;

    Holder(String name, FileHostLock lock, List<String> order, AtomicInteger inside) {
      this.lock = lock;
      this.order = order;
      this.inside = inside;
      this.thread = new Thread(this::work, name);
    }

    void start(Holder rival) {
      other = rival;
      thread.start();
    }

    private void work() {
      try {
        for (int i = 0; i < TURNS; i++) {
          HostLock.Hold held = lock.acquire(Long.MAX_VALUE, this::looking);
          order.add(inside.incrementAndGet() == 1 ? thread.getName() : "overlap");
          Objects.requireNonNull(other).awaitWaiting();
          inside.decrementAndGet();
          held.close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        finished = true;
        looks.release(2);
      }
    }

    private boolean looking() {
      looks.release();
      return false;
    }

    private void awaitWaiting() throws InterruptedException {
      looks.drainPermits();
      if (!finished) {
        looks.tryAcquire(2, 10, TimeUnit.SECONDS);
      }
    }
  }
}
