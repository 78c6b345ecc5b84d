package dev.hamlet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StopSignalTest {

  @Test
  void stop_runsTheActionAndWaitsForTheEnd() throws Exception {
    StopSignal signal = StopSignal.manual(Duration.ofSeconds(20));
    CountDownLatch acted = new CountDownLatch(1);
    signal.onStop(acted::countDown);
    Thread stopping = new Thread(signal::stop);
    stopping.start();
    signal.await();
    assertThat(acted.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(stopping.isAlive()).isTrue();
    signal.finished();
    stopping.join(20_000);
    assertThat(stopping.isAlive()).isFalse();
  }

  @Test
  void stop_afterTheEndDoesNothing() {
    StopSignal signal = StopSignal.manual(Duration.ofSeconds(20));
    AtomicBoolean acted = new AtomicBoolean();
    signal.onStop(() -> acted.set(true));
    signal.finished();
    signal.stop();
    assertThat(acted).isFalse();
  }

  @Test
  void secondSignal_runsItsOwnAction() {
    StopSignal signal = StopSignal.manual(Duration.ofSeconds(20));
    AtomicBoolean acted = new AtomicBoolean();
    signal.onRepeat(() -> acted.set(true));
    signal.stopAgain();
    assertThat(acted).isTrue();
  }

  @Test
  void stop_doesNotWaitLongerThanItsPatience() {
    StopSignal signal = StopSignal.manual(Duration.ofMillis(10));
    signal.stop();
    assertThat(signal.isRequested()).isTrue();
  }

  @Test
  void endOfStdin_tellsThatTheParentEnded() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    ParentWatch.start(InputStream.nullInputStream(), ended::countDown);
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
