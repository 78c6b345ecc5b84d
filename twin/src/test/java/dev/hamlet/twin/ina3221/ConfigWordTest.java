package dev.hamlet.twin.ina3221;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWordTest {

  @ParameterizedTest
  @CsvSource({
    "0x7127, 1, 1100000, 1100000, 6600000",
    "0x7727, 64, 1100000, 1100000, 6600000",
    "0x7c07, 512, 140000, 140000, 840000",
    "0x7007, 1, 140000, 140000, 840000",
    "0x4007, 1, 140000, 140000, 280000"
  })
  void wordsOfRealBoards_decodeAsTheDataSheetSays(
      String word, int averages, long busNs, long shuntNs, long roundNs) {
    ConfigWord config = new ConfigWord(Integer.decode(word));

    assertThat(config.averages()).isEqualTo(averages);
    assertThat(config.busConversionNs()).isEqualTo(busNs);
    assertThat(config.shuntConversionNs()).isEqualTo(shuntNs);
    assertThat(config.roundNs()).isEqualTo(roundNs);
  }

  @Test
  void timeConstant_isThatOfTheExponentialFilter() {
    // N x round is 422.4 ms; the exact form is about half a round shorter
    assertThat(new ConfigWord(0x7727).timeConstantNs() / 1e6).isCloseTo(419.1, within(0.1));
    assertThat(ConfigWord.FASTEST.timeConstantNs()).isZero();
  }

  @Test
  void lag_isHalfARoundAndHalfAConversion() {
    assertThat(ConfigWord.FASTEST.lagNs()).isEqualTo(420_000 + 70_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7000, 0x7003, 0x0007})
  void wordsThatDoNotConvertContinuously_sayIt(int word) {
    assertThat(new ConfigWord(word).continuous()).isFalse();
  }

  @Test
  void moreThanFifteenBits_areRefused() {
    assertThatThrownBy(() -> new ConfigWord(0x17007)).isInstanceOf(IllegalArgumentException.class);
  }
}
