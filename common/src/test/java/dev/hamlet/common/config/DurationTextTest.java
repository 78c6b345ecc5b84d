package dev.hamlet.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @Test
  void numberWithUnit_isADuration() {
    assertThat(DurationText.parse("2m")).contains(Duration.ofMinutes(2));
    assertThat(DurationText.parse("1.5 s")).contains(Duration.ofMillis(1500));
    assertThat(DurationText.parse("250ms")).contains(Duration.ofMillis(250));
    assertThat(DurationText.parse("12h")).contains(Duration.ofHours(12));
    assertThat(DurationText.parse("2d")).contains(Duration.ofDays(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-1s", "1w", "1s2", "9999999999s", "1e3s"})
  void anythingElse_isNone(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void words_areInTheGreatestUnitThatIsExact() {
    assertThat(DurationText.words(Duration.ofMinutes(10))).isEqualTo("10 min");
    assertThat(DurationText.words(Duration.ofSeconds(90))).isEqualTo("90 s");
    assertThat(DurationText.words(Duration.ofMillis(1_500))).isEqualTo("1500 ms");
    assertThat(DurationText.words(Duration.ZERO)).isEqualTo("0 s");
  }
}
