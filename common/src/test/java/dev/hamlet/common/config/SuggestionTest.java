package dev.hamlet.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

  private static final List<String> KNOWN = List.of("threads", "runtime", "power_mode", "variant");

  @Test
  void oneEdit_findsTheWord() {
    assertThat(Suggestion.nearest("thread", KNOWN)).contains("threads");
    assertThat(Suggestion.nearest("varaint", KNOWN)).contains("variant");
    assertThat(Suggestion.nearest("powermode", KNOWN)).contains("power_mode");
  }

  @Test
  void anotherWord_findsNothingAndSaysWhatThereIs() {
    assertThat(Suggestion.nearest("colour", KNOWN)).isEmpty();
    assertThat(Suggestion.hint("colour", KNOWN))
        .isEqualTo("there is power_mode, runtime, threads, variant");
    assertThat(Suggestion.hint("thread", KNOWN)).isEqualTo("did you mean \"threads\"?");
  }

  @Test
  void shortWord_isNotTurnedIntoAnyOther() {
    assertThat(Suggestion.nearest("ab", List.of("cd", "xy"))).isEmpty();
  }

  @Test
  void endlessWord_isNotCompared() {
    assertThat(Suggestion.nearest("t".repeat(100_000), KNOWN)).isEmpty();
  }
}
