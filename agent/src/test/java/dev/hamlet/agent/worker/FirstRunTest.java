package dev.hamlet.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FirstRunTest {

  private static final long MS = 1_000_000;

  private final FirstRun runs = new FirstRun();

  @Test
  void eachModel_isWarmedLongerOnce() {
    runs.loaded(Path.of("a"));
    assertThat(runs.warmUpNs(100 * MS)).isEqualTo(1_000 * MS);
    assertThat(runs.warmUpNs(100 * MS)).isEqualTo(100 * MS);
    runs.loaded(Path.of("b"));
    assertThat(runs.warmUpNs(100 * MS)).isEqualTo(1_000 * MS);
    runs.loaded(Path.of("a"));
    assertThat(runs.warmUpNs(100 * MS)).isEqualTo(100 * MS);
  }

  @Test
  void longerWarmUp_staysAsItIs() {
    runs.loaded(Path.of("a"));

    assertThat(runs.warmUpNs(2_000 * MS)).isEqualTo(2_000 * MS);
  }
}
