package dev.hamlet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OneToOneSampleRingTest {

  @Test
  void samples_comeOutAsColumnsInOrder() {
    OneToOneSampleRing ring = new OneToOneSampleRing(2, 4);
    ring.offer(10, 1, new long[] {100, 200});
    ring.offer(20, 2, new long[] {101, 201});
    long[] stamps = new long[2];
    int[] halves = new int[2];
    long[][] values = new long[2][2];
    ring.drain(stamps, halves, values);

    assertThat(stamps).containsExactly(10, 20);
    assertThat(halves).containsExactly(1, 2);
    assertThat(values[0]).containsExactly(100, 101);
    assertThat(values[1]).containsExactly(200, 201);
    assertThat(ring.size()).isZero();
  }

  @Test
  void fullRing_refusesUntilItIsDrained() {
    OneToOneSampleRing ring = new OneToOneSampleRing(1, 2);
    assertThat(ring.offer(1, 0, new long[1])).isTrue();
    assertThat(ring.offer(2, 0, new long[1])).isTrue();
    assertThat(ring.offer(3, 0, new long[1])).isFalse();
    ring.drain(new long[1], new int[1], new long[1][1]);

    assertThat(ring.offer(4, 0, new long[1])).isTrue();
  }

  @Test
  void drainingMoreThanWaits_isRefused() {
    OneToOneSampleRing ring = new OneToOneSampleRing(1, 2);

    assertThatThrownBy(() -> ring.drain(new long[1], new int[1], new long[1][1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Timeout(20)
  void twoThreads_loseAndInventNothing() throws InterruptedException {
    OneToOneSampleRing ring = new OneToOneSampleRing(1, 64);
    AtomicLong refused = new AtomicLong();
    Thread writer =
        new Thread(
            () -> {
              for (long i = 1; i <= 200_000; i++) {
                if (!ring.offer(i, (int) i, new long[] {i * 3})) {
                  refused.incrementAndGet();
                }
              }
            });
    writer.start();
    long drained = 0;
    long lastNs = 0;
    boolean alive = true;
    while (alive) {
      alive = writer.isAlive();
      long[] stamps = new long[ring.size()];
      long[][] values = new long[1][stamps.length];
      ring.drain(stamps, new int[stamps.length], values);
      for (int i = 0; i < stamps.length; i++) {
        assertThat(stamps[i]).isGreaterThan(lastNs);
        assertThat(values[0][i]).isEqualTo(stamps[i] * 3);
        lastNs = stamps[i];
      }
      drained += stamps.length;
    }

    assertThat(drained + refused.get()).isEqualTo(200_000);
  }
}
