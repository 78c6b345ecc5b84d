package dev.hamlet.coordinator.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryFileTest {

  @Test
  void file_saysWhenAndWhatByDevice() {
    RecoveryConfig config =
        RecoveryFile.parse(
            "r.yaml",
            """
            after: 15m
            at_most: 2
            time_limit: 30s
            commands:
              tx2-01: [/usr/bin/pdu, cycle, outlet-3]
              "*": [/usr/bin/pdu, cycle]
            """);

    assertThat(config.after()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.atMost()).isEqualTo(2);
    assertThat(config.timeLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.commandOf("tx2-01"))
        .contains(List.of("/usr/bin/pdu", "cycle", "outlet-3", "tx2-01"));
    assertThat(config.commandOf("tx2-09")).contains(List.of("/usr/bin/pdu", "cycle", "tx2-09"));
  }

  @Test
  void allProblems_areNamedAtTheirPlaces() {
    assertThatThrownBy(
            () -> RecoveryFile.parse("r.yaml", "after: soon\nat_mots: 2\ncommands: {a: []}\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("r.yaml:1")
        .hasMessageContaining("at_mots")
        .hasMessageContaining("the command of a has no word");
  }

  @Test
  void commandThatPrintsAndFails_saysSo() throws Exception {
    CommandEnd end =
        new ProcessRunner()
            .run(
                List.of("/bin/sh", "-c", "echo $0 is off; exit 3", "tx2-01"),
                Duration.ofSeconds(20))
            .get(30, TimeUnit.SECONDS);

    assertThat(end.isGood()).isFalse();
    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.lastLines()).containsExactly("tx2-01 is off");
  }

  @Test
  void commandThatTakesTooLong_isKilled() throws Exception {
    CommandEnd end =
        new ProcessRunner()
            .run(List.of("/bin/sh", "-c", "exec sleep 60", "a"), Duration.ofMillis(200))
            .get(30, TimeUnit.SECONDS);

    assertThat(end.exitCode()).isEqualTo(-1);
    assertThat(end.sentence()).contains("killed");
  }

  @Test
  void commandThatIsNotThere_isAnEndWithASentence() throws Exception {
    CommandEnd end =
        new ProcessRunner()
            .run(List.of("/nowhere/pdu", "a"), Duration.ofSeconds(1))
            .get(30, TimeUnit.SECONDS);

    assertThat(end.sentence()).contains("could not be started");
  }
}
