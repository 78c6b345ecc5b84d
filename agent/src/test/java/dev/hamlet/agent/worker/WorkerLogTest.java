package dev.hamlet.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerLogTest {

  @Test
  void moreLinesThanAreKept_leavesTheLast() {
    WorkerLog log =
        drained(IntStream.range(0, 1000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
    assertThat(log.lines()).hasSize(200).startsWith("800").endsWith("999");
  }

  @Test
  void endlessLine_isCut() {
    assertThat(drained("x".repeat(1_000_000) + "\nend").lines())
        .containsExactly("x".repeat(2000), "end");
  }

  @Test
  void lastWords_areNotAStackTrace() {
    assertThat(drained("start\nException: no memory\n\tat Main.main\n\n").lastWords())
        .isEqualTo("Exception: no memory");
    assertThat(drained("").lastWords()).isEmpty();
  }

  private static WorkerLog drained(String output) {
    WorkerLog log = WorkerLog.drain("fake", new ByteArrayInputStream(output.getBytes(UTF_8)));
    log.awaitEnd(Duration.ofSeconds(20));
    return log;
  }
}
