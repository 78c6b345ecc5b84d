package dev.hamlet.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void delays_doubleUpToTheGreatestAndJitterFully() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));

    for (long boundSeconds : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
      long boundNs = boundSeconds * 1_000_000_000;
      assertThat(backoff.nextNs()).isBetween(0L, boundNs);
    }
  }

  @Test
  void reset_startsOver() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    for (int i = 0; i < 10; i++) {
      backoff.nextNs();
    }

    backoff.reset();

    assertThat(backoff.nextNs()).isBetween(0L, 1_000_000_000L);
  }

  /**
   * The greatest of the n busiest 10 ms of a uniform second: 1000 agents give 10 a slot with a
   * standard deviation of 3.2, so 30 is more than six of them away.
   */
  @Test
  void thousandAgents_comeBackEvenlySpreadOverTheFirstSecond() {
    int[] slots = new int[101];
    for (int agent = 0; agent < 1_000; agent++) {
      Backoff backoff =
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(agent * 7_919L));
      slots[(int) (backoff.nextNs() / 10_000_000)]++;
    }

    assertThat(Arrays.stream(slots).max().orElse(0)).isLessThan(30);
  }

  @Test
  void twoAgents_doNotReturnTogether() {
    Backoff one = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    Backoff two = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(2));

    assertThat(one.nextNs()).isNotEqualTo(two.nextNs());
  }
}
