package dev.hamlet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.error.HamletException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void ready_isTheLineThatBeginsWithTheMark() throws Exception {
    try (ChildProcess child = shell("echo starting; echo all ready port=1; cat")) {
      assertThat(child.awaitReady(PATIENCE)).isEqualTo("all ready port=1");
      assertThat(Files.readString(log())).contains("starting\nall ready port=1\n");
    }
  }

  @Test
  void endBeforeReady_quotesTheLastSentence() {
    try (ChildProcess child =
        shell("echo 'hamlet: port 7400 is busy' >&2; echo more >&2; exit 2")) {
      assertThatThrownBy(() -> child.awaitReady(PATIENCE))
          .isInstanceOf(HamletException.class)
          .hasMessage(
              "shell ended with code 2 before it was ready (port 7400 is busy); its log is "
                  + log());
    }
  }

  @Test
  void unexpectedEnd_isTold() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (ChildProcess child = shell("read line; echo all ready; read line; exit 3")) {
      child.onUnexpectedEnd(sentence -> told.countDown());
      child.type("go\n");
      child.awaitReady(PATIENCE);
      child.type("end\n");
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void close_endsEvenAChildThatWillNot() {
    ChildProcess child = shell("trap '' TERM; echo all ready; while :; do sleep 1; done");
    child.awaitReady(PATIENCE);
    child.close(Duration.ofMillis(200));
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void programThatIsMissing_isNamed() {
    assertThatThrownBy(
            () -> ChildProcess.start("ghost", List.of(folder + "/ghost"), "all ready", log()))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("cannot start ghost");
  }

  private ChildProcess shell(String script) {
    return ChildProcess.start("shell", List.of("/bin/sh", "-c", script), "all ready", log());
  }

  private Path log() {
    return folder.resolve("shell.log");
  }
}
