package dev.hamlet.coordinator.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.common.time.ManualClock;
import dev.hamlet.coordinator.remote.WriteReply;
import dev.hamlet.coordinator.remote.WriteReply.Meaning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryingWriterTest {

  private final ManualClock clock = new ManualClock();
  private final Deque<WriteReply> answers = new ArrayDeque<>();
  private final List<String> codes = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  @Test
  void busyServer_isAskedAgainUntilItWrites() throws Exception {
    answers.add(reply(503, Optional.empty()));
    answers.add(WriteReply.none("Connection refused"));
    answers.add(reply(429, Optional.of(Duration.ofSeconds(7))));
    answers.add(reply(204, Optional.empty()));

    assertThat(write().meaning()).isEqualTo(Meaning.WRITTEN);
    assertThat(codes).containsExactly("503", "none", "429", "204");
    assertThat(waits).hasSize(3);
    assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(500).toNanos());
    assertThat(waits.get(1)).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(waits.get(2)).isEqualTo(Duration.ofSeconds(7).toNanos());
  }

  @Test
  void finalAnswer_isNeverAskedForAgain() throws Exception {
    answers.add(reply(400, Optional.empty()));
    assertThat(write().meaning()).isEqualTo(Meaning.REJECTED);
    assertThat(codes).containsExactly("400");
    assertThat(waits).isEmpty();
  }

  @Test
  void serverThatStaysAway_isGivenUpInTime() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      answers.add(reply(503, Optional.empty()));
    }
    assertThat(write().meaning()).isEqualTo(Meaning.LATER);
    assertThat(waits.stream().mapToLong(Long::longValue).sum())
        .isLessThanOrEqualTo(Duration.ofMinutes(5).toNanos());
  }

  private WriteReply write() throws InterruptedException {
    return new RetryingWriter(
            batch -> answers.remove(),
            clock,
            untilNs -> {
              waits.add(untilNs - clock.monotonicNs());
              clock.advanceNs(untilNs - clock.monotonicNs());
            },
            new SplittableRandom(5),
            Duration.ofMinutes(5))
        .write(List.of(), reply -> codes.add(reply.code()));
  }

  private static WriteReply reply(int status, Optional<Duration> retryAfter) {
    return new WriteReply(status, "", retryAfter);
  }
}
