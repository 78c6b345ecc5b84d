package dev.hamlet.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.cli.CapturedOutput;
import dev.hamlet.common.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void pipe_getsALineForEachStageAndOneEveryTenSeconds() {
    CapturedOutput captured = new CapturedOutput(false);
    Progress progress = new Progress(captured.output(), clock);
    progress.at("measuring", "1");
    clock.advanceNs(9_000_000_000L);
    progress.at("measuring", "2");
    clock.advanceNs(1_000_000_000L);
    progress.at("measuring", "3");
    progress.at("writing", "");
    assertThat(captured.err()).isEqualTo("measuring  1\nmeasuring  3\nwriting\n");
  }

  @Test
  void terminal_movesOneLineAndMakesRoomForOthers() {
    CapturedOutput captured = new CapturedOutput(true);
    Progress progress = new Progress(captured.output(), clock);
    progress.at("measuring", "1");
    clock.advanceNs(100_000_000L);
    progress.at("measuring", "too soon");
    progress.done("cell done");
    assertThat(captured.err()).isEqualTo("\r\u001b[Kmeasuring  1\r\u001b[Kcell done\n");
  }

  @Test
  void durations_haveTwoUnitsAtMost() {
    assertThat(Durations.words(Duration.ofMillis(41_600))).isEqualTo("42 s");
    assertThat(Durations.words(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(Durations.words(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
  }
}
