package dev.hamlet.benchmarks.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void notGiven_hasItsDefault() {
    assertThat(PresetArguments.parse()).isEqualTo(new PresetArguments("quick", 1, null));
  }

  @Test
  void given_isTaken() {
    PresetArguments parsed =
        PresetArguments.parse("--preset", "full", "--seed", "-7", "--json", "out.json");

    assertThat(parsed).isEqualTo(new PresetArguments("full", -7, Path.of("out.json")));
    assertThat(parsed.choose(10, 100)).isEqualTo(100);
  }

  @Test
  void unknownOption_namesTheOneThatWasMeant() {
    assertThatThrownBy(() -> PresetArguments.parse("--sed", "7"))
        .hasMessage("unknown option --sed: did you mean \"--seed\"?");
  }

  @Test
  void unknownWord_namesTheOnesThatThereAre() {
    assertThatThrownBy(() -> PresetArguments.parse("--preset", "huge"))
        .hasMessageStartingWith("unknown preset huge: ");
  }

  @Test
  void missingValue_isRefused() {
    assertThatThrownBy(() -> PresetArguments.parse("--seed")).hasMessage("--seed needs a value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "five", "1.5", "", "9999999999999999999"})
  void numberOutOfRange_saysTheRange(String text) {
    Options options = Options.parse(new String[] {"--boards", text}, "--boards");

    assertThatThrownBy(() -> options.number("--boards", 1, 10, 5))
        .hasMessage("--boards must be a whole number from 1 to 10, but is " + text);
  }
}
