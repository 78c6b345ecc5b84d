package dev.hamlet.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastLinesTest {

  @Test
  void theLatestLines_areKept() {
    LastLines lines = new LastLines();
    for (int i = 1; i <= 250; i++) {
      lines.add("line " + i);
    }

    assertThat(lines.lines()).hasSize(200).startsWith("line 51").endsWith("line 250");
  }

  @Test
  void text_endsBeforeItIsTooLong_andKeepsTheLatest() {
    AgentLogs logs = new AgentLogs();
    for (int i = 1; i <= 200; i++) {
      logs.agent().add(i + " " + "ä".repeat(2_000));
      logs.worker().add("worker " + i);
    }

    String text = logs.text();

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
    assertThat(text).startsWith("--- agent\n").contains("\n200 ää").endsWith("worker 200\n");
  }
}
