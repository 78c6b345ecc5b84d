package dev.hamlet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.500 s",
    "0.0012344, 1.234 ms",
    "0.0000456, 45.60 µs",
    "0.9996, 999.6 ms",
    "0, -",
    "NaN, -"
  })
  void seconds_takeThePrefixThatLeavesOneDigitBeforeThePoint(double value, String expected) {
    assertThat(Figures.seconds(value)).isEqualTo(expected);
  }

  @Test
  void negativeEnergy_keepsItsSign() {
    assertThat(Figures.joules(-0.0021)).isEqualTo("-2.100 mJ");
  }

  @ParameterizedTest
  @CsvSource({"999, 999 B", "1200, 1.20 kB", "1234567, 1.23 MB"})
  void bytes_areDecimal(long bytes, String expected) {
    assertThat(Figures.bytes(bytes)).isEqualTo(expected);
  }

  @Test
  void change_isSignedAndAgainstTheBaseline() {
    assertThat(Figures.change(0.75, 1)).isEqualTo("-25.0%");
    assertThat(Figures.change(1, 0)).isEqualTo("-");
  }

  @Test
  void figureWithoutInterval_standsAlone() {
    assertThat(Figures.withHalfWidth("1 s", Double.NaN)).isEqualTo("1 s");
    assertThat(Figures.withHalfWidth("1 s", 0.0123)).isEqualTo("1 s ±1.2%");
  }
}
