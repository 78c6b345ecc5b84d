package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.common.time.SystemClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DutyCycleRunnerTest {

  private final List<Throwable> problems = new CopyOnWriteArrayList<>();

  @Test
  void stepThatThrows_isCountedHandedOverAndTheLoopGoesOn() throws InterruptedException {
    CountDownLatch steps = new CountDownLatch(5);
    try (DutyCycleRunner runner = runner(() -> failOnce(steps))) {
      runner.start();
      assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(runner.running()).isTrue();
      assertThat(runner.errorCount()).isPositive();
      assertThat(problems.get(0)).hasMessage("a bad step");
    }
  }

  @Test
  void handlerThatThrows_doesNotEndTheLoop() throws InterruptedException {
    CountDownLatch steps = new CountDownLatch(5);
    LoopErrorHandler bad =
        problem -> {
          throw new IllegalStateException("bad handler", problem);
        };
    try (DutyCycleRunner runner =
        new DutyCycleRunner(
            "test", cycle(() -> failOnce(steps)), new ManualClock(), bad, () -> {})) {
      runner.start();
      assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void close_endsTheLoopAndMayBeRepeated() throws InterruptedException {
    CountDownLatch steps = new CountDownLatch(1);
    DutyCycleRunner runner = runner(steps::countDown);
    runner.start();
    assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
    runner.close();
    runner.close();

    assertThat(runner.running()).isFalse();
    assertThat(problems).isEmpty();
  }

  @Test
  void closeWithoutStart_returnsAtOnce() {
    runner(() -> {}).close();

    assertThat(problems).isEmpty();
  }

  @Test
  void secondStart_isRefused() {
    try (DutyCycleRunner runner = runner(() -> {})) {
      runner.start();
      assertThatThrownBy(runner::start).isInstanceOf(IllegalThreadStateException.class);
    }
  }

  @Test
  void closeDuringALongWait_interruptsIt() {
    DutyCycle never =
        new DutyCycle() {
          @Override
          public long nextDeadlineNs() {
            return Long.MAX_VALUE;
          }

          @Override
          public void step() {
            throw new AssertionError("never due");
          }
        };
    DutyCycleRunner runner =
        new DutyCycleRunner("test", never, new SystemClock(), problems::add, () -> {});
    runner.start();
    runner.close();

    assertThat(runner.running()).isFalse();
    assertThat(problems).isEmpty();
  }

  private static void failOnce(CountDownLatch steps) {
    steps.countDown();
    if (steps.getCount() == 3) {
      throw new IllegalStateException("a bad step");
    }
  }

  private DutyCycleRunner runner(Runnable step) {
    return new DutyCycleRunner("test", cycle(step), new ManualClock(), problems::add, () -> {});
  }

  private static DutyCycle cycle(Runnable step) {
    return new DutyCycle() {
      @Override
      public long nextDeadlineNs() {
        return 0;
      }

      @Override
      public void step() {
        step.run();
      }
    };
  }
}
