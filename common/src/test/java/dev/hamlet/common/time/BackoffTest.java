package dev.hamlet.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void delays_doubleUpToTheGreatestAndJitterByHalf() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));

    for (long boundSeconds : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
      long boundNs = boundSeconds * 1_000_000_000;
      assertThat(backoff.nextNs()).isBetween(boundNs / 2, boundNs);
    }
  }

  @Test
  void reset_startsOver() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    for (int i = 0; i < 10; i++) {
      backoff.nextNs();
    }

    backoff.reset();

    assertThat(backoff.nextNs()).isBetween(500_000_000L, 1_000_000_000L);
  }

  @Test
  void twoAgents_doNotReturnTogether() {
    Backoff one = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    Backoff two = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(2));

    assertThat(one.nextNs()).isNotEqualTo(two.nextNs());
  }
}
